/** Times are read every few seconds; a longer gap is a clock that was set, or a machine that slept. */
const longestGapMs = 60_000;

/**
 * A clock for pauses and ages while renders are followed: it begins at the time of this machine, but
 * does not go back, and not forward by more than a minute at once, when that is set.
 *
 * @returns gives its time in ms
 */
export function openSteadyClock(): () => number {
	let wallMs = Date.now();
	let steadyMs = wallMs;
	return () => {
		const beforeMs = wallMs;
		wallMs = Date.now();
		steadyMs += Math.min(Math.max(wallMs - beforeMs, 0), longestGapMs);
		return steadyMs;
	};
}
