/** About 24.8 days. Node takes a longer timer for one of 1 ms. */
export const longestTimerMs = 2 ** 31 - 1;

/**
 * A time as timers take it: whole milliseconds, of which they drop fractions, so that whoever comes
 * too early would only wait again; at least 0, at most what a timer can hold.
 */
export function timerMs(ms: number): number {
	return Math.min(Math.max(Math.ceil(ms), 0), longestTimerMs);
}
