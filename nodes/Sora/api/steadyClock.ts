/**
 * Whole unix ms by the clock of this machine as it stood when n8n was started. Nobody sets it afterwards, so
 * the difference of two of its times is the time that has passed; what a calendar says, e.g. the day
 * of a cost limit, is not for it.
 */
export function steadyNowMs(): number {
	return Math.floor(performance.timeOrigin + performance.now());
}
