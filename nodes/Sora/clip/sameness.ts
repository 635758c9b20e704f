import { createHash } from 'node:crypto';

import { sourceIdOf, type CreateRequest } from '../api/createRequest';
import type { Field } from '../api/encoding';
import type { ClipSpec, Video } from '../api/video';

/**
 * What a create asked for, as far as a video in the server's list can be held against it. Kept with
 * the execution while its render is lost, so the prompt is a hash.
 */
export interface AskedFor extends Omit<ClipSpec, 'prompt'> {
	/** SHA-256 of the normal prompt, 64 hex digits. */
	promptHash: string;
	/** The video it starts from; `file` where that is no video of the server, null for a plain create. */
	source: string | null;
}

const ownFile = 'file';

/** What of a request can be found again in the video made for it. */
export function askedFor({ endpoint, fields }: CreateRequest, spec: ClipSpec): AskedFor {
	const { model, seconds, size } = spec;
	const source = endpoint.name === 'create' ? null : (sourceIdOf(endpoint, fields) ?? ownFile);
	return { promptHash: promptHash(spec.prompt), model, seconds, size, source };
}

/**
 * Whether a video may be what a request asked for: nothing that both name differs. A server that
 * was left to choose a model, size or length names its own.
 *
 * @returns `unsure` for one that fits in all but does not tell which video it was made from, although
 * it was to be made from one
 */
export function mayBeFor(video: Video, asked: AskedFor): boolean | 'unsure' {
	const agree = <T>(a: T | null, b: T | null) => a === null || b === null || a === b;
	const fits =
		promptHash(video.prompt) === asked.promptHash &&
		agree(asked.model, video.model) &&
		agree(asked.seconds, video.seconds) &&
		agree(asked.size, video.size);
	if (!fits || video.sourceId === asked.source) return fits;
	return video.sourceId === null ? 'unsure' : false;
}

/** A prompt as it is compared, hashed: a form carries every line end as CRLF (HTML standard), and some servers trim. */
export function promptHash(prompt: string | null): string {
	return sha256(normalPrompt(prompt));
}

/** A prompt with plain line ends and without blanks around it; empty for none. */
export function normalPrompt(prompt: string | null): string {
	return (prompt ?? '').replaceAll('\r\n', '\n').trim();
}

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
