/** Longest pause a server may ask for before we give up instead; OpenAI's own limits renew within minutes. */
export const longestPauseMs = 5 * 60_000;

const firstBackoffMs = 500;
const longestBackoffMs = 8_000;

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
 * `read`: may be sent again whenever it is likely to help. `create`: costs money, so it is sent
 * again only when the server certainly refused it.
 */
export type RetryClass = 'read' | 'create';

const mostAttempts: Record<RetryClass, number> = { read: 5, create: 30 };

/**
 * Whether a failed attempt is worth repeating, and after how many milliseconds; undefined = give up.
 * Rules: 408, 409, 429 and 5xx for reads as in OpenAI's SDK; for creates only a 429 that is no lack
 * of quota, since after a lost answer or a 5xx the paid render may exist. `x-should-retry` overrides.
 *
 * @param random 0 to 1, for jitter
 */
export function retryDelayMs(
	retryClass: RetryClass,
	attempt: Attempt,
	nowMs: number,
	random: number,
): number | undefined {
	if (attempt.number >= mostAttempts[retryClass]) return undefined;
	if (!isWorthRetrying(retryClass, attempt)) return undefined;
	const named = namedPauseMs(attempt.headers ?? {}, nowMs);
	if (named !== undefined) return named <= longestPauseMs ? named : undefined;
	const backoffMs = Math.min(firstBackoffMs * 2 ** (attempt.number - 1), longestBackoffMs);
	return backoffMs * (1 - 0.25 * random);
}

function isWorthRetrying(retryClass: RetryClass, { status, code, headers }: Attempt): boolean {
	if (code === 'insufficient_quota') return false;
	const serverSays = headers?.['x-should-retry'];
	if (serverSays === 'false') return false;
	if (retryClass === 'create') return status === 429;
	if (status === undefined || serverSays === 'true') return true;
	return status === 408 || status === 409 || status === 429 || status >= 500;
}

/**
 * The pause a server names in `retry-after-ms` or `retry-after` (seconds or an HTTP date), in
 * milliseconds; undefined when there is none or it makes no sense.
 */
export function namedPauseMs(
	headers: Readonly<Record<string, string>>,
	nowMs: number,
): number | undefined {
	const inMs = Number.parseFloat(headers['retry-after-ms'] ?? '');
	if (inMs >= 0) return inMs;
	const value = headers['retry-after'];
	if (value === undefined) return undefined;
	if (/^\s*\d+(\.\d+)?\s*$/.test(value)) return Number(value) * 1000;
	const dateMs = Date.parse(value);
	return dateMs >= nowMs ? dateMs - nowMs : undefined;
}
