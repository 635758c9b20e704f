import type { IExecuteFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { z } from 'zod';

import { readParameter } from './read';

const durations: INodePropertyOptions[] = [
	{
		name: 'Automatic',
		value: 'automatic',
		description: 'The shortest the model offers, where that is known',
	},
	...[4, 5, 6, 8, 10, 12, 15, 16, 20].map((seconds) => ({
		name: `${seconds} Seconds`,
		value: String(seconds),
	})),
	{ name: 'Custom', value: 'custom' },
];

const choice: INodeProperties = {
	displayName: 'Duration',
	name: 'seconds',
	type: 'options',
	options: durations,
	default: 'automatic',
	description:
		'Length of the clip. Automatic takes the shortest the model is known to offer, otherwise the server decides.',
};

const custom: INodeProperties = {
	displayName: 'Custom Duration (Seconds)',
	name: 'customSeconds',
	type: 'number',
	typeOptions: { minValue: 0.1, numberPrecision: 2 },
	default: 5,
	displayOptions: { show: { seconds: ['custom'] } },
};

/** Length of the clip. */
export const duration: INodeProperties[] = [choice, custom];

/** Length of the part that is added; which ones there are the video's own model decides. */
export const addedDuration: INodeProperties[] = [
	{
		...choice,
		description: 'Length of the part that is added. Automatic adds the shortest there is.',
	},
	custom,
];

/** As text, as the API wants it; 6, "6" and "6s" from an expression all mean six seconds. */
const seconds: z.ZodType<string, z.ZodTypeDef, unknown> = z
	.union([z.number(), z.string().trim()])
	.transform((value) => String(value).replace(/\s*s(ec(onds)?)?$/i, ''))
	.pipe(
		z
			.string()
			.regex(/^\d{1,6}(\.\d{1,6})?$/, 'A duration is a number of seconds, e.g. 8')
			.refine((value) => Number(value) > 0, 'A duration is more than 0 seconds'),
	);

/** As the list or an expression gives it. */
const choiceSchema = z.union([z.string(), z.number(), z.null()]);

/**
 * The clip's length as text; undefined for Automatic.
 *
 * @throws SoraError `badInput`
 */
export function readSeconds(context: IExecuteFunctions, itemIndex: number): string | undefined {
	const chosen = readParameter(context, itemIndex, choice, choiceSchema);
	if (chosen === null || chosen === '' || chosen === 'automatic') return undefined;
	return readParameter(context, itemIndex, chosen === 'custom' ? custom : choice, seconds);
}
