import type { SoraError } from './errors';

/** Longest pause a server may ask for before we give up instead; OpenAI's own limits renew within minutes. */
export const longestPauseMs = 5 * 60_000;

const firstBackoffMs = 500;
const longestReadBackoffMs = 8_000;
/** A full server may stay full for minutes; asking it every few seconds keeps nobody's place in the queue. */
const longestCreateBackoffMs = 30_000;
const mostReads = 5;
const mostCreates = 30;

/**
 * Whether a failed attempt to read (or to delete) is worth repeating, and after how many
 * milliseconds; undefined = give up. 408, 409, 429 and 5xx as in OpenAI's SDK, lost answers, and
 * what a proxy says while its server restarts. `x-should-retry` overrides.
 *
 * @param number 1 after the first try
 * @param random 0 to 1, for jitter
 */
export function readRetryDelayMs(
	{ kind, details }: SoraError,
	number: number,
	random: number,
): number | undefined {
	const { status, shouldRetry, mayPass, pauseMs } = details;
	if (number >= mostReads || kind === 'quota' || shouldRetry === false) return undefined;
	const isLost = status === undefined && (kind === 'serverUnreachable' || kind === 'timeout');
	const isPassing = status !== undefined && ([408, 409, 429].includes(status) || status >= 500);
	if (!isLost && !isPassing && !mayPass && !shouldRetry) return undefined;
	return pauseOrBackoffMs(number, pauseMs, longestReadBackoffMs, random);
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
 * The pause a server names in `retry-after-ms` or `retry-after` (seconds or an HTTP date), else in
 * the body, in milliseconds, at least 500; undefined when there is none or it makes no sense.
 *
 * @param nowMs by the server's clock, to which a date refers
 */
export function namedPauseMs(
	headers: Readonly<Record<string, string>>,
	nowMs: number,
	inBodyMs?: number | null,
): number | undefined {
	const namedMs = writtenPauseMs(headers, nowMs) ?? inBodyMs ?? undefined;
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
