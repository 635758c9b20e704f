import { z } from 'zod';

/** How the fields of an answer are read: null where one is missing or makes no sense. */

/** A message of a server is cut here, in characters: an item or a log should not drown in it. */
export const longestWord = 2_000;

/** Longer than any, with all that gateways put into theirs. */
const longestId = 4_096;

function textUpTo(most: number) {
	return z
		.string()
		.max(most)
		.nullish()
		.catch(null)
		.transform((value) => value || null);
}

/** More than the longest prompt any server takes: what is longer is no text for an item. */
export const text = textUpTo(100_000);

/** A name, as of a model. */
export const word = textUpTo(longestWord);

/** An address, or a whole file as `data:` address or base64. */
export const file = textUpTo(Number.POSITIVE_INFINITY);

/** A finite number, as number or as text. */
export const number = z
	.union([
		z.number().finite(),
		z
			.string()
			.trim()
			.regex(/^\d+(\.\d+)?$/)
			.transform(Number)
			.refine(Number.isFinite),
	])
	.nullish()
	.catch(null)
	.transform((value) => value ?? null);

/** How far something has come, 0 to 100. */
export const percent = number.transform((value) =>
	value === null ? null : Math.min(Math.max(value, 0), 100),
);

/** In seconds this is the year 5138, in milliseconds it was 1973: no video is from either. */
const latestSeconds = 1e11;

/**
 * A time in unix seconds, of servers that send milliseconds too. 0, or what is before 1970, is what
 * gateways written in Go send for "not set".
 */
export const time = number.transform(moment);

function moment(value: number | null): number | null {
	if (value === null || !(value > 0)) return null;
	const seconds = value > latestSeconds ? Math.floor(value / 1000) : value;
	return seconds > latestSeconds ? null : seconds;
}

/** The same without a schema: of ten thousand entries of a list the time is read, of few more than that. */
export function timeOf(value: unknown): number | null {
	return typeof value === 'number' ? moment(value) : time.parse(value);
}

/** The same for an id. */
export function idOf(value: unknown): string {
	return typeof value === 'string' && value.length <= longestId ? value : identifier.parse(value);
}

/** An id; '' where there is none, or none that can be one. */
export const identifier = z
	.union([z.string().max(longestId), z.number().transform(String)])
	.nullish()
	.catch(null)
	.transform((value) => value ?? '');
