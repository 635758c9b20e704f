import type { Schedule } from './follow';

/** The backoff alone, from 2 s by 1.4 to 12 s with up to 20 % jitter, to compare with. */
export const plainBackoff: Schedule = ({ polls }, nowMs, random) => {
	const dueMs = nowMs + Math.min(2_000 * 1.4 ** polls, 12_000) * (1 - 0.2 * random);
	return { dueMs, latestMs: dueMs };
};
