import { createHash } from 'node:crypto';

import type { CreateRequest } from '../api/create';
import type { Field } from '../api/encoding';

/**
 * SHA-256 over all that shapes a clip: server, endpoint, every field as it is sent, the bytes of
 * files, and the version. Equal keys mean that one clip will do for both.
 *
 * @param version 1 to 10: versions of one prompt are meant to differ
 * @returns 64 hex digits
 */
export function renderKey(
	baseUrl: string,
	{ endpoint, fields }: Pick<CreateRequest, 'endpoint' | 'fields'>,
	version: number,
): string {
	const parts = fields
		.map((field) => [field.key, contentOf(field)])
		.sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
	return sha256(JSON.stringify([baseUrl, endpoint, version, parts]));
}

/** File names are left out: they do not reach the picture. */
function contentOf(field: Field): string {
	if ('upload' in field) return `file ${field.upload.mimeType} ${sha256(field.upload.bytes)}`;
	if ('nested' in field) return JSON.stringify(field.nested);
	return JSON.stringify('json' in field ? field.json : field.value);
}

function sha256(content: string | Buffer): string {
	return createHash('sha256').update(content).digest('hex');
}
