/** A clock for this whole process that runs faster than the real one and can be set. */
export interface FastClock {
	/** Runs so many times as fast from now on, the time of day set right. */
	begin(speed: number): void;
	/** Sets the time of day forwards or back, as a user or NTP does; timers do not notice. */
	shift(ms: number): void;
	/** Timers that the package under test has set, that have not fired, and that keep the process alive. */
	pendingTimers(): number;
}

/**
 * Makes `Date`, `performance.now`, `setTimeout` and `AbortSignal.timeout` of this process run by a faster clock, so that
 * minutes of waiting take seconds while sockets and the event loop stay real.
 *
 * @param ownCode part of a stack line by which timers of the package under test are known
 */
export function installFastClock(ownCode: string): FastClock {
	const RealDate = Date;
	const realNow = () => RealDate.now();
	const realTimeout = globalThis.setTimeout;
	let speed = 1;
	let beganMs = realNow();
	let offsetMs = 0;
	/** Never set back, whatever happens to the time of day. */
	let steadyMs = 0;
	const sinceBegun = () => (realNow() - beganMs) * speed;
	const now = () => Math.floor(beganMs + sinceBegun() + offsetMs);
	const pending = new Set<NodeJS.Timeout>();

	globalThis.Date = class extends RealDate {
		constructor(...given: unknown[]) {
			super(...((given.length === 0 ? [now()] : given) as [number]));
		}
		static override now = now;
		static override [Symbol.hasInstance](value: unknown): boolean {
			return value instanceof RealDate;
		}
	} as DateConstructor;

	performance.now = () => steadyMs + sinceBegun();
	Object.defineProperty(performance, 'timeOrigin', { get: () => beganMs - steadyMs });

	// A timer over 2^31 ms fires at once in Node, and must do so here as well.
	const realMs = (ms: number) => (ms > 0x7fff_ffff ? 1 : ms / speed);
	const fastTimeout = (fire: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) => {
		const isOwn = ms > 0 && (new Error().stack ?? '').includes(ownCode);
		const timer = realTimeout(() => {
			pending.delete(timer);
			fire(...given);
		}, realMs(ms));
		if (isOwn) pending.add(timer);
		return timer;
	};
	globalThis.setTimeout = Object.assign(fastTimeout, {
		__promisify__: realTimeout.__promisify__,
	}) as typeof setTimeout;
	AbortSignal.timeout = (ms) => {
		if (!(ms >= 0 && ms <= 0xffff_ffff))
			throw new RangeError('The value of "delay" is out of range');
		const controller = new AbortController();
		const reason = new DOMException('The operation was aborted due to timeout', 'TimeoutError');
		realTimeout(() => controller.abort(reason), realMs(ms)).unref();
		return controller.signal;
	};
	return {
		begin: (wanted) => {
			steadyMs += sinceBegun();
			speed = wanted;
			beganMs = realNow();
			offsetMs = 0;
			pending.clear();
		},
		shift: (ms) => {
			offsetMs += ms;
		},
		pendingTimers: () => [...pending].filter((timer) => timer.hasRef()).length,
	};
}
