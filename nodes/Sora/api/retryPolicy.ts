import type { SoraError } from './errors';

/** Longest pause a server may ask for before we give up instead; OpenAI's own limits renew within minutes. */
export const longestPauseMs = 5 * 60_000;

const firstBackoffMs = 500;
const longestReadBackoffMs = 8_000;
/** A full server may stay full for minutes; asking it every few seconds keeps nobody's place in the queue. */
const longestCreateBackoffMs = 30_000;
const mostReads = 5;
const mostCreates = 30;

/** What is known about a failed attempt. `status` is undefined when no answer arrived. */
export interface Attempt {
	/** 1 for the first try. */
	number: number;
	status?: number;
	/** The server's own error code, e.g. `insufficient_quota`. */
	code?: string | null;
	headers?: Readonly<Record<string, string>>;
}

/**
 * Whether a failed attempt to read (or to delete) is worth repeating, and after how many
 * milliseconds; undefined = give up. 408, 409, 429 and 5xx as in OpenAI's SDK, and lost answers.
 * `x-should-retry` overrides.
 *
 * @param nowMs by the server's clock
 * @param random 0 to 1, for jitter
 */
export function readRetryDelayMs(
	attempt: Attempt,
	nowMs: number,
	random: number,
): number | undefined {
	const { number, status, code, headers = {} } = attempt;
	const serverSays = namedRetry(headers);
	if (number >= mostReads || code === 'insufficient_quota' || serverSays === false) {
		return undefined;
	}
	const isPassing =
		status === undefined || status === 408 || status === 409 || status === 429 || status >= 500;
	if (!isPassing && !serverSays) return undefined;
	return pauseOrBackoffMs(number, namedPauseMs(headers, nowMs), longestReadBackoffMs, random);
}

/**
 * Whether a create that failed may be sent again, and after how many milliseconds; undefined = no.
 * It costs money, so only a server that certainly refused it, by a 429 that is no lack of quota, is
 * asked again: after a lost answer or a 5xx the paid render may exist.
 *
 * @param number 1 after the first try
 * @param random 0 to 1, for jitter
 */
export function createRetryDelayMs(
	{ kind, details }: SoraError,
	number: number,
	random: number,
): number | undefined {
	const isRefusal = kind === 'rateLimit' && details.status === 429;
	if (!isRefusal || details.shouldRetry === false || number >= mostCreates) return undefined;
	return pauseOrBackoffMs(number, details.pauseMs, longestCreateBackoffMs, random);
}

function pauseOrBackoffMs(
	number: number,
	named: number | undefined,
	longestMs: number,
	random: number,
): number | undefined {
	if (named !== undefined) return named <= longestPauseMs ? named : undefined;
	const backoffMs = Math.min(firstBackoffMs * 2 ** (number - 1), longestMs);
	return backoffMs * (1 - 0.25 * random);
}

/** What a server says by `x-should-retry`; undefined where it says nothing. */
export function namedRetry(headers: Readonly<Record<string, string>>): boolean | undefined {
	const word = headers['x-should-retry']?.trim().toLowerCase();
	return word === 'true' || word === 'false' ? word === 'true' : undefined;
}

/**
 * The pause a server names in `retry-after-ms` or `retry-after` (seconds or an HTTP date), in
 * milliseconds, at least 500; undefined when there is none or it makes no sense.
 *
 * @param nowMs by the server's clock, to which a date refers
 */
export function namedPauseMs(
	headers: Readonly<Record<string, string>>,
	nowMs: number,
): number | undefined {
	const namedMs = writtenPauseMs(headers, nowMs);
	// A server that asks for no pause is not to be asked as fast as it refuses.
	return namedMs === undefined ? undefined : Math.max(namedMs, firstBackoffMs);
}

function writtenPauseMs(
	headers: Readonly<Record<string, string>>,
	nowMs: number,
): number | undefined {
	const inMs = Number.parseFloat(headers['retry-after-ms'] ?? '');
	if (inMs >= 0 && Number.isFinite(inMs)) return inMs;
	const value = headers['retry-after'];
	if (value === undefined) return undefined;
	if (/^\s*\d{1,12}(\.\d+)?\s*$/.test(value)) return Number(value) * 1000;
	const dateMs = Date.parse(value);
	return dateMs >= nowMs ? dateMs - nowMs : undefined;
}
