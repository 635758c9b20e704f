import { z } from 'zod';

/** How the fields of an answer are read: null where one is missing or makes no sense. */

export const text = z
	.string()
	.nullish()
	.catch(null)
	.transform((value) => (value === undefined || value === '' ? null : value));

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

/** In seconds this is the year 5138, in milliseconds it was 1973: no video is from either. */
const latestSeconds = 1e11;

/**
 * A time in unix seconds, of servers that send milliseconds too. 0, or what is before 1970, is what
 * gateways written in Go send for "not set".
 */
export const time = number.transform((value) => {
	if (value === null || value <= 0) return null;
	const seconds = value > latestSeconds ? Math.floor(value / 1000) : value;
	return seconds > latestSeconds ? null : seconds;
});

/** An id; '' where there is none. */
export const identifier = z
	.union([z.string(), z.number().transform(String)])
	.nullish()
	.catch(null)
	.transform((value) => value ?? '');
