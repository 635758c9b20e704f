import type { IExecuteFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { z } from 'zod';

import { readParameter } from './read';

const durations: INodePropertyOptions[] = [
	...[4, 8, 12, 16, 20].map((seconds) => ({ name: `${seconds} Seconds`, value: String(seconds) })),
	{ name: 'Custom', value: 'custom' },
	{
		name: 'Server Default',
		value: 'serverDefault',
		description: 'Leaves the length to the server',
	},
];

const choice: INodeProperties = {
	displayName: 'Duration',
	name: 'seconds',
	type: 'options',
	options: durations,
	default: '4',
	description: 'Length of the clip. Which lengths there are depends on the model.',
};

const custom: INodeProperties = {
	displayName: 'Custom Duration (Seconds)',
	name: 'customSeconds',
	type: 'number',
	typeOptions: { minValue: 0.1, numberPrecision: 2 },
	default: 5,
	displayOptions: { show: { seconds: ['custom'] } },
};

/** Length of the clip; for Extend, of the part that is added. */
export const duration: INodeProperties[] = [choice, custom];

/** As text, as the API wants it; 6, "6" and "6s" from an expression all mean six seconds. */
const seconds: z.ZodType<string, z.ZodTypeDef, unknown> = z
	.union([z.number(), z.string().trim()])
	.transform((value) => String(value).replace(/\s*s(ec(onds)?)?$/i, ''))
	.pipe(
		z
			.string()
			.regex(/^\d+(\.\d+)?$/, 'A duration is a number of seconds, e.g. 8')
			.refine((value) => Number(value) > 0, 'A duration is more than 0 seconds'),
	);

/** As the list or an expression gives it. */
const choiceSchema = z.union([z.string(), z.number(), z.null()]);

/**
 * The clip's length as text; undefined when it is left to the server.
 *
 * @throws SoraError `badInput`
 */
export function readSeconds(context: IExecuteFunctions, itemIndex: number): string | undefined {
	const chosen = readParameter(context, itemIndex, choice, choiceSchema);
	if (chosen === null || chosen === '' || chosen === 'serverDefault') return undefined;
	return readParameter(context, itemIndex, chosen === 'custom' ? custom : choice, seconds);
}
