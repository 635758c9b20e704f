import type { IDataObject } from 'n8n-workflow';

import type { Field } from './fields';

/**
 * A JSON body of what is set, without empty lists and objects, and with the user's own fields put in.
 * One that both have is replaced; of an object, such as Gemini's `parameters`, the parts are.
 */
export function jsonBody(values: IDataObject, extra: readonly Field[] = []): IDataObject {
	const body = Object.fromEntries(Object.entries(values).filter(([, part]) => isSet(part)));
	for (const field of extra) {
		const own = 'json' in field ? field.json : 'value' in field ? field.value : undefined;
		const ours = body[field.key];
		body[field.key] = isObject(ours) && isObject(own) ? { ...ours, ...own } : own;
	}
	return body;
}

function isSet(part: IDataObject[string]): boolean {
	if (Array.isArray(part)) return part.length > 0;
	return isObject(part) ? Object.keys(part).length > 0 : part !== undefined;
}

function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
