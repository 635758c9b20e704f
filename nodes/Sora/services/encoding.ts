import type { IDataObject } from 'n8n-workflow';

import { dataUrl, type Field } from './fields';
import { imageEntry } from './images';

/** multipart/form-data: what OpenAI's own client sends, and the only thing vLLM-Omni takes. */
export function toMultipart(fields: readonly Field[]): FormData {
	const form = new FormData();
	for (const field of fields) {
		if ('upload' in field || 'uploads' in field) {
			for (const upload of 'upload' in field ? [field.upload] : field.uploads) {
				const { bytes, fileName, mimeType } = upload;
				form.append(field.key, new Blob([bytes], { type: mimeType }), fileName);
			}
		} else if ('nested' in field) {
			for (const [part, value] of Object.entries(field.nested)) {
				form.append(`${field.key}[${part}]`, value);
			}
		} else {
			form.append(field.key, 'json' in field ? jsonText(field.json) : String(field.value));
		}
	}
	return form;
}

/**
 * application/json, with files as data URLs.
 *
 * @param durationAsNumber the specification wants text, NVIDIA Dynamo a number
 */
export function toJson(fields: readonly Field[], durationAsNumber = false): IDataObject {
	return Object.fromEntries(
		fields.map((field): [string, IDataObject[string]] => {
			if ('upload' in field) return [field.key, { image_url: dataUrl(field.upload) }];
			if ('uploads' in field)
				return [field.key, field.uploads.map((upload) => imageEntry({ upload }))];
			if ('nested' in field) return [field.key, { ...field.nested }];
			const value = 'json' in field ? field.json : field.value;
			const isDuration = field.key === 'seconds' && durationAsNumber;
			return [field.key, isDuration ? Number(value) : value];
		}),
	);
}

function jsonText(value: NonNullable<IDataObject[string]>): string {
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
