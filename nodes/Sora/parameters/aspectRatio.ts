import type { IExecuteFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { z } from 'zod';

import type { ClipWish } from '../services/settle';
import { readParameter } from './read';

// By use, the common ones first: in alphabetical order nobody would find "Reels".
const ratios: INodePropertyOptions[] = [
	{
		name: 'Automatic',
		value: 'automatic',
		description: 'The shape of the first frame if there is one, else that of the model',
	},
	{ name: '16:9 Landscape (YouTube, Web)', value: '16:9' },
	{ name: '9:16 Portrait (Reels, TikTok, Shorts)', value: '9:16' },
	{ name: '1:1 Square (Feed)', value: '1:1' },
	{ name: '4:3 Landscape (Presentations)', value: '4:3' },
	{ name: '3:4 Portrait (Feed)', value: '3:4' },
	{ name: '21:9 Wide (Cinema)', value: '21:9' },
	{
		name: 'Match First Frame',
		value: 'matchFirstFrame',
		description: 'The shape of the first frame, or the nearest the model makes',
	},
	{ name: 'Exact Size', value: 'exact', description: 'Width and height in pixels' },
];

const choice: INodeProperties = {
	displayName: 'Aspect Ratio',
	name: 'aspectRatio',
	type: 'options',
	options: ratios,
	default: 'automatic',
	description:
		'Shape of the picture. Automatic takes 16:9 where the model is known to have it, otherwise the server decides.',
};

const exactSize: INodeProperties = {
	displayName: 'Exact Size',
	name: 'exactSize',
	type: 'string',
	default: '832x480',
	placeholder: 'e.g. 832x480',
	description: 'Width and height in pixels, with an x between',
	displayOptions: { show: { aspectRatio: ['exact'] } },
};

/** Shape of the picture. */
export const aspectRatio: INodeProperties[] = [choice, exactSize];

/** The shape that was chosen; nothing of it is set for Automatic. */
export type Shape = Pick<ClipWish, 'aspectRatio' | 'size' | 'matchesFirstFrame'>;

const pixels: z.ZodType<string, z.ZodTypeDef, unknown> = z
	.string({ invalid_type_error: 'A size is text like 1280x720' })
	.transform((value) => value.toLowerCase().replace(/[×*]/g, 'x').replace(/\s/g, ''))
	.pipe(
		z
			.string()
			.regex(/^[1-9]\d{0,4}x[1-9]\d{0,4}$/, 'A size is width and height in pixels, e.g. 832x480'),
	);

const ratio: z.ZodType<string, z.ZodTypeDef, unknown> = z
	.string({ invalid_type_error: 'An aspect ratio is text like 16:9' })
	.transform((value) => value.replace(/\s/g, ''))
	.pipe(
		z
			.string()
			.regex(
				/^[1-9]\d{0,3}(\.\d{1,3})?:[1-9]\d{0,3}(\.\d{1,3})?$/,
				'An aspect ratio is width and height with a colon between, e.g. 16:9. For pixels choose Exact Size',
			),
	);

/** As the list or an expression gives it. */
const choiceSchema = z.union([z.string(), z.number(), z.null()]);

/** @throws SoraError `badInput` */
export function readShape(context: IExecuteFunctions, itemIndex: number): Shape {
	const chosen = readParameter(context, itemIndex, choice, choiceSchema);
	if (chosen === null || chosen === '' || chosen === 'automatic') return {};
	if (chosen === 'matchFirstFrame') return { matchesFirstFrame: true };
	if (chosen === 'exact') return { size: readParameter(context, itemIndex, exactSize, pixels) };
	return { aspectRatio: readParameter(context, itemIndex, choice, ratio) };
}
