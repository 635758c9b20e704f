/**
 * Timers of one simulator, all ended by `close`. The global setTimeout is looked up on every call,
 * so that jest's fake timers move it; real ones do not keep the process alive.
 */
export class Pauses {
	private readonly pending = new Map<NodeJS.Timeout, () => void>();
	private closed = false;

	/** Calls back after `ms`, or never when closed before. Gives the function that cancels. */
	after(ms: number, callback: () => void): () => void {
		if (this.closed || ms === Infinity) return () => undefined;
		const timer = setTimeout(
			() => {
				this.pending.delete(timer);
				callback();
			},
			Math.min(ms, longestTimerMs),
		);
		timer.unref();
		const cancel = () => {
			clearTimeout(timer);
			this.pending.delete(timer);
		};
		this.pending.set(timer, cancel);
		return cancel;
	}

	close(): void {
		this.closed = true;
		for (const cancel of [...this.pending.values()]) cancel();
	}
}

// setTimeout fires at once for anything longer; whoever waits looks at the clock again anyway.
const longestTimerMs = 2 ** 31 - 1;
