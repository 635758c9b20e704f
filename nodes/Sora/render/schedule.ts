const firstPollMs = 2_000;
const growth = 1.4;
const longestPollMs = 12_000;
const shortestPollMs = 500;
/** A server's wish is obeyed up to a minute; a longer one would hide a finished render for too long. */
const longestWishMs = 60_000;

/** What is known when the next look at a render is planned. */
export interface PollState {
	/** Looks taken so far. */
	polls: number;
	/** `openai-poll-after-ms`, or the pause named by a 429; null without one. */
	wishMs: number | null;
	/** Time left until the wait is given up. */
	leftMs: number;
}

/**
 * The pause before the next look at a render: the server's wish, else backoff from 2 s by 1.4 to at
 * most 12 s with up to 20 % jitter. Never under 0.5 s and never past the deadline.
 *
 * @param random 0 to 1
 */
export function nextPollMs({ polls, wishMs, leftMs }: PollState, random: number): number {
	const backoffMs = Math.min(firstPollMs * growth ** polls, longestPollMs) * (1 - 0.2 * random);
	const wantedMs = wishMs === null ? backoffMs : Math.min(wishMs, longestWishMs);
	return Math.min(Math.max(wantedMs, shortestPollMs), Math.max(leftMs, 0));
}
