import type { IDataObject } from 'n8n-workflow';

import type { Picture } from './clipRequest';
import { dataUrl, type Field } from './fields';

/** An image as JSON carries it: its bytes as a data URL, or its name at the server. */
export function pictureUrl(picture: Picture): string {
	return 'upload' in picture ? dataUrl(picture.upload) : picture.fileId;
}

/**
 * A JSON body of what is set, with the user's own fields put in. One that both have is replaced; of
 * an object, such as Gemini's `parameters`, the parts are.
 */
export function jsonBody(values: IDataObject, extra: readonly Field[]): IDataObject {
	const body = Object.fromEntries(Object.entries(values).filter(([, part]) => part !== undefined));
	for (const field of extra) {
		const own = 'json' in field ? field.json : 'value' in field ? field.value : undefined;
		const ours = body[field.key];
		body[field.key] = isObject(ours) && isObject(own) ? { ...ours, ...own } : own;
	}
	return body;
}

function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
