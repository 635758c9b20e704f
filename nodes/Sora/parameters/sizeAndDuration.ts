import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';

import { readParameter } from './read';

/** The size chosen: pixels as `WIDTHxHEIGHT`, those of the reference image, or none to send. */
export type SizeChoice = { size: string } | 'matchReference' | undefined;

const pixels: z.ZodType<string, z.ZodTypeDef, unknown> = z
	.string({ invalid_type_error: 'A size is text like 1280x720' })
	.transform((value) => value.toLowerCase().replace(/[×*]/g, 'x').replace(/\s/g, ''))
	.pipe(
		z.string().regex(/^[1-9]\d*x[1-9]\d*$/, 'A size is width and height in pixels, e.g. 832x480'),
	);

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

/** A choice as the list or an expression gives it. */
const choiceSchema = z.union([z.string(), z.number(), z.null()]);

const unset = (value: string | number | null): value is '' | null => value === null || value === '';

/** @throws SoraError `badInput` */
export function readSize(context: IExecuteFunctions, itemIndex: number): SizeChoice {
	const choice = readParameter(context, itemIndex, 'size', 'Size', choiceSchema);
	if (unset(choice) || choice === 'serverDefault') return undefined;
	if (choice === 'matchReference') return 'matchReference';
	return {
		size:
			choice === 'custom'
				? readParameter(context, itemIndex, 'customSize', 'Custom Size', pixels)
				: readParameter(context, itemIndex, 'size', 'Size', pixels),
	};
}

/**
 * The clip's length as text; undefined when it is left to the server.
 *
 * @throws SoraError `badInput`
 */
export function readSeconds(context: IExecuteFunctions, itemIndex: number): string | undefined {
	const choice = readParameter(context, itemIndex, 'seconds', 'Duration', choiceSchema);
	if (unset(choice) || choice === 'serverDefault') return undefined;
	return choice === 'custom'
		? readParameter(context, itemIndex, 'customSeconds', 'Custom Duration (Seconds)', seconds)
		: readParameter(context, itemIndex, 'seconds', 'Duration', seconds);
}
