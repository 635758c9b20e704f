import { createHash } from 'node:crypto';

import { sourceIdOf, type ClipRequest } from '../services/clipRequest';
import type { Upload } from '../services/fields';
import type { ClipSpec, Video } from '../services/video';

/**
 * What a create asked for, as far as a video in the server's list can be held against it. Kept with
 * the execution while its render is lost, so the prompt is a hash.
 */
export interface AskedFor extends Omit<ClipSpec, 'prompt' | 'resolution'> {
	/** SHA-256 of the normal prompt, 64 hex digits. */
	promptHash: string;
	/** The video it starts from; `file` where that is no video of the server, null for a plain create. */
	source: string | null;
}

const ownFile = 'file';

/** What of a request can be found again in the video made for it. */
export function askedFor(request: ClipRequest, spec: ClipSpec): AskedFor {
	const { model, seconds, size } = spec;
	const source = request.kind === 'create' ? null : (sourceIdOf(request) ?? ownFile);
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
 * SHA-256 over all that shapes a clip: server, request, the bytes of its files, and the version.
 * Equal keys mean that one clip will do for both.
 *
 * @param version 1 to 10: versions of one prompt are meant to differ
 * @returns 64 hex digits
 */
export function renderKey(
	baseUrl: string,
	{ sendAs: _sendAs, limitMs: _limitMs, extra, ...wanted }: ClipRequest,
	version: number,
): string {
	const inOrder = [...extra].sort((a, b) => (a.key < b.key ? -1 : 1));
	return sha256(JSON.stringify(canonical([baseUrl, wanted, inOrder, version])));
}

/**
 * A value in one spelling: keys in order, without those that are not set, and files by their bytes,
 * since their names do not reach the picture.
 */
function canonical(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(canonical);
	if (typeof value !== 'object' || value === null) return value;
	if (isUpload(value)) return `file ${value.mimeType} ${sha256(value.bytes)}`;
	return Object.entries(value)
		.filter(([, part]) => part !== undefined)
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([key, part]) => [key, canonical(part)]);
}

function isUpload(value: object): value is Upload {
	return 'bytes' in value && Buffer.isBuffer(value.bytes);
}

function sha256(content: string | Buffer): string {
	return createHash('sha256').update(content).digest('hex');
}
