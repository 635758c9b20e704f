import type { StreamAnswer } from '../api/http';

type Head = Pick<StreamAnswer, 'status' | 'headers'>;

/** What of a file a 206 holds (RFC 9110, 14.4); null where the server does not tell. */
export interface Part {
	from: number | null;
	total: number | null;
}

/** @returns nothing known, where there is no header or none that can be read */
export function partOf({ headers }: Head): Part {
	const range = headers['content-range'] ?? '';
	const [, from, total] = /^bytes (?:(\d+)-\d+|\*)\/(\d+|\*)$/.exec(range.trim()) ?? [];
	return { from: numberOf(from), total: numberOf(total) };
}

function numberOf(digits = ''): number | null {
	const number = Number.parseInt(digits, 10);
	return Number.isNaN(number) ? null : number;
}

/** The length of the whole file, as far as an answer with all or a part of it tells. */
export function totalOf(answer: Head): number | undefined {
	if (isCompressed(answer)) return undefined;
	const length = numberOf(answer.headers['content-length']);
	if (answer.status !== 206) return length ?? undefined;
	const { from, total } = partOf(answer);
	if (total !== null) return total;
	return from !== null && length !== null ? from + length : undefined;
}

/** Whether an answer is packed on the way, so that its bytes are counted otherwise than the file's. */
export function isCompressed({ headers }: Head): boolean {
	return (headers['content-encoding'] ?? 'identity') !== 'identity';
}

/** Whether the end of an answer shows that it is whole, even where no length was told. */
export function isFramed({ headers }: Head): boolean {
	return /\bchunked\b/i.test(headers['transfer-encoding'] ?? '');
}

/** `If-Range` takes strong tags only (RFC 9110, 13.1.5). */
export function strongEtag({ headers }: Head): string | undefined {
	return headers.etag?.startsWith('"') ? headers.etag : undefined;
}
