import type { IExecuteFunctions, INodeProperties, NodeParameterValueType } from 'n8n-workflow';
import { z } from 'zod';

import { SoraError } from '../api/errors';
import { longestTimerMs } from '../api/timer';

/** A parameter as its form describes it: the name in saved workflows, the label on the screen. */
type Described = Pick<INodeProperties, 'name' | 'displayName' | 'options'>;

/**
 * One parameter of one item, parsed.
 *
 * @param missing stands for a parameter that the workflow does not have
 * @throws SoraError `badInput` when an expression gave something that does not fit
 */
export function readParameter<T>(
	context: IExecuteFunctions,
	itemIndex: number,
	parameter: Described,
	schema: z.ZodType<T, z.ZodTypeDef, unknown>,
	missing: NodeParameterValueType = null,
): T {
	return parse(context.getNodeParameter(parameter.name, itemIndex, missing), parameter, schema);
}

/**
 * Text that has to be there.
 *
 * @throws SoraError `badInput` when it is empty
 */
export function readText(
	context: IExecuteFunctions,
	itemIndex: number,
	parameter: Described,
): string {
	const value = readParameter(context, itemIndex, parameter, optionalText);
	if (value !== undefined) return value;
	throw new SoraError('badInput', `"${parameter.displayName}" is empty`, {
		advice: 'If it comes from an expression, that gave nothing for this item.',
	});
}

/** The chosen id of a resource locator; an empty, null or undefined one gives undefined. */
export function readLocator(
	context: IExecuteFunctions,
	itemIndex: number,
	parameter: Described,
): string | undefined {
	const value = context.getNodeParameter(parameter.name, itemIndex, null, { extractValue: true });
	return parse(value, parameter, optionalText);
}

function parse<T>(
	value: unknown,
	parameter: Described,
	schema: z.ZodType<T, z.ZodTypeDef, unknown>,
): T {
	const parsed = schema.safeParse(value);
	if (parsed.success) return parsed.data;
	const reason = parsed.error.issues
		.map(({ path: [option], message }) => [...labelOf(parameter, option), message].join(': '))
		.join('; ');
	throw new SoraError(
		'badInput',
		`"${parameter.displayName}" has a value that does not fit: ${show(value)}`,
		{ advice: `${reason}. Nothing was sent for this item.` },
	);
}

/** The label of a collection's option by its name. */
function labelOf({ options = [] }: Described, name: unknown): string[] {
	return options.flatMap((option) =>
		'displayName' in option && option.name === name ? option.displayName : [],
	);
}

/** Text that may be left empty: null, undefined and blanks all mean "not set". */
export const optionalText = z
	.union([z.string(), z.number().transform(String)])
	.nullish()
	.transform((value) => value?.trim() || undefined);

/** A number, also as text from an expression; unset when empty. */
export const optionalNumber = z
	.union([
		z.number().finite(),
		z
			.string()
			.trim()
			.regex(/^-?\d+(\.\d+)?$/)
			.transform(Number),
		z.literal(''),
	])
	.nullish()
	.transform((value) => (typeof value === 'number' ? value : undefined));

const longestTimerSeconds = Math.floor(longestTimerMs / 1000);

/** A time limit, given in seconds, as milliseconds. */
export const timeLimitMs = (defaultSeconds: number) =>
	optionalNumber.transform(
		(seconds = defaultSeconds) => Math.min(Math.max(seconds, 1), longestTimerSeconds) * 1000,
	);

/** A switch, also as text from an expression. */
export const toggle = z
	.union([z.boolean(), z.enum(['true', 'false']).transform((value) => value === 'true')])
	.nullish()
	.transform((value) => value ?? false);

function show(value: unknown): string {
	if (value === undefined || value === null || value === '') return 'empty';
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
