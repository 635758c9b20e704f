import type { z } from 'zod';

import type { Call } from '../http/call';
import { Refusal } from '../http/refusal';
import type { Reference } from '../renders/render';
import { invalid } from './fields';
import { urlReference } from './reference';

/**
 * A JSON body of exactly these fields, as servers with a strict schema read it. Throws Refusal:
 * status 400 for a form, and for the first field that is unknown or does not fit.
 */
export function readStrict<Output>(
	schema: z.ZodType<Output, z.ZodTypeDef, unknown>,
	call: Call,
): Output {
	if (call.bodyKind !== 'json') {
		const message = 'The request body must be JSON with Content-Type: application/json.';
		throw new Refusal('unsupportedType', message, { status: 400 });
	}
	const parsed = schema.safeParse(call.fields);
	if (parsed.success) return parsed.data;
	const issue = parsed.error.issues[0];
	if (issue?.code === 'unrecognized_keys') {
		const name = [...issue.path, issue.keys[0] ?? ''].join('.');
		throw invalid(name, `Unknown parameter: '${name}'.`, 'unknown_parameter');
	}
	const name = issue?.path.join('.') ?? '';
	throw invalid(name, `Invalid '${name}': ${issue?.message ?? 'not understood'}.`, 'invalid_value');
}

/** One of a model's values, or no limit where the model names none. Throws Refusal. */
export function checkAmong<Value extends string | number>(
	name: string,
	value: Value | undefined,
	supported: readonly Value[] | null,
): void {
	if (value === undefined || supported === null || supported.includes(value)) return;
	const message = `Invalid '${name}': ${value} is not supported by this model. Supported values: ${supported.join(', ')}.`;
	throw invalid(name, message, 'invalid_value');
}

/** The images behind addresses or data URLs. Throws Refusal. */
export function imagesAt(urls: readonly string[], param: string): Reference[] {
	return urls.map((url) => urlReference(url, null, param));
}
