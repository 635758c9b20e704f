import type { IExecuteFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { z } from 'zod';

import { SoraError } from '../api/errors';
import type { ImageInfo } from '../files/imageInfo';
import { readParameter } from './read';
import type { Reference } from './reference';

// By use, the common ones first: in alphabetical order nobody would find "Reels".
const sizes: INodePropertyOptions[] = [
	{ name: 'Landscape 1280 × 720 (YouTube, Web)', value: '1280x720' },
	{ name: 'Portrait 720 × 1280 (Reels, Shorts)', value: '720x1280' },
	{ name: 'Landscape 1920 × 1080 (Full HD)', value: '1920x1080' },
	{ name: 'Portrait 1080 × 1920 (Full HD)', value: '1080x1920' },
	{ name: 'Landscape 1792 × 1024 (Wide)', value: '1792x1024' },
	{ name: 'Portrait 1024 × 1792 (Tall)', value: '1024x1792' },
	{
		name: 'Match Reference Image',
		value: 'matchReference',
		description: 'As many pixels as the reference image has',
	},
	{ name: 'Custom', value: 'custom' },
	{ name: 'Server Default', value: 'serverDefault', description: 'Leaves the size to the server' },
];

const choice: INodeProperties = {
	displayName: 'Size',
	name: 'size',
	type: 'options',
	options: sizes,
	default: '1280x720',
	description: 'Width and height in pixels. Which sizes there are depends on the model.',
};

const custom: INodeProperties = {
	displayName: 'Custom Size',
	name: 'customSize',
	type: 'string',
	default: '832x480',
	placeholder: 'e.g. 832x480',
	description: 'Width and height in pixels, with an x between',
	displayOptions: { show: { size: ['custom'] } },
};

/** Pixel size of the clip. */
export const size: INodeProperties[] = [choice, custom];

/** The size chosen: pixels as `WIDTHxHEIGHT`, those of the reference image, or none to send. */
export type SizeChoice = { size: string } | 'matchReference' | undefined;

const pixels: z.ZodType<string, z.ZodTypeDef, unknown> = z
	.string({ invalid_type_error: 'A size is text like 1280x720' })
	.transform((value) => value.toLowerCase().replace(/[×*]/g, 'x').replace(/\s/g, ''))
	.pipe(
		z.string().regex(/^[1-9]\d*x[1-9]\d*$/, 'A size is width and height in pixels, e.g. 832x480'),
	);

/** As the list or an expression gives it. */
const choiceSchema = z.union([z.string(), z.number(), z.null()]);

/** @throws SoraError `badInput` */
export function readSize(context: IExecuteFunctions, itemIndex: number): SizeChoice {
	const chosen = readParameter(context, itemIndex, choice, choiceSchema);
	if (chosen === null || chosen === '' || chosen === 'serverDefault') return undefined;
	if (chosen === 'matchReference') return chosen;
	const given = chosen === 'custom' ? custom : choice;
	return { size: readParameter(context, itemIndex, given, pixels) };
}

/** @throws SoraError `badInput` when the size is to be that of an image, and there is none at hand */
export function requireImageToMatch(chosen: SizeChoice, { from }: Reference): void {
	if (chosen !== 'matchReference' || from === 'binary' || from === 'url') return;
	throw new SoraError(
		'badInput',
		'Size is "Match Reference Image", but there is no image to match',
		{
			advice: 'Choose a Reference Image from an input field or a URL, or another Size.',
		},
	);
}

/**
 * The size to ask for.
 *
 * @throws SoraError `badInput` when it is to be that of an image which does not tell it
 */
export function pixelSize(chosen: SizeChoice, image: ImageInfo | undefined): string | undefined {
	if (chosen !== 'matchReference') return chosen?.size;
	if (image?.width && image.height) return `${image.width}x${image.height}`;
	throw new SoraError('badInput', 'The pixel size of the reference image cannot be read', {
		advice: 'The file may be damaged. Choose the Size yourself, or convert the image first.',
	});
}

/**
 * OpenAI answers 400 to an image of another size than the clip; other servers scale it.
 *
 * @throws SoraError `badInput`
 */
export function requireMatchingSize(
	model: string | undefined,
	clipSize: string | undefined,
	image: ImageInfo | undefined,
): void {
	if (!model?.startsWith('sora') || !clipSize || !image?.width || !image.height) return;
	const imageSize = `${image.width}x${image.height}`;
	if (imageSize === clipSize) return;
	throw new SoraError(
		'badInput',
		`The reference image has ${imageSize} pixels, the video is to have ${clipSize}`,
		{
			advice: `${model} wants both to be equal: resize or crop the image to ${clipSize} with the Edit Image node, or choose another Size.`,
		},
	);
}
