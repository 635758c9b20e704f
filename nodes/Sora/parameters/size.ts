import type { IExecuteFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { z } from 'zod';

import { readParameter } from './read';

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
