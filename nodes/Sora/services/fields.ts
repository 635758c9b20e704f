import type { IDataObject } from 'n8n-workflow';

/** A file to upload. */
export interface Upload {
	bytes: Buffer;
	fileName: string;
	mimeType: string;
}

/** One field of a request's body. `upload` and `nested` differ between the encodings. */
export type Field =
	| { key: string; value: string | number | boolean }
	/** Sent as a part of its own in multipart, as `{image_url: "data:…"}` in JSON. */
	| { key: string; upload: Upload }
	/** Sent as parts of one name in multipart, as a list of images in JSON. */
	| { key: string; uploads: readonly Upload[] }
	/** Sent as bracket keys in multipart, e.g. `video[id]`. */
	| { key: string; nested: Record<string, string> }
	/** Any JSON value; sent as JSON text in multipart. */
	| { key: string; json: NonNullable<IDataObject[string]> };

/** The values that are set, as fields of a request. */
export function setFields(values: Record<string, string | number | boolean | undefined>): Field[] {
	return Object.entries(values).flatMap(([key, value]) =>
		value === undefined ? [] : [{ key, value }],
	);
}

/** The fields of a request, each name once: the last one counts. */
export function eachOnce(fields: readonly Field[]): Field[] {
	return [...new Map(fields.map((field) => [field.key, field])).values()];
}

/** A file as a data URL. */
export function dataUrl({ bytes, mimeType }: Upload): string {
	return `data:${mimeType};base64,${bytes.toString('base64')}`;
}
