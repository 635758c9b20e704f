import { watchRoads } from './roads';
import { isStill, watchStillness } from './stillness';

/** Taken before any clock replaces it. */
const realNow = performance.now.bind(performance);

/** All but setTimeout, Date and performance: network, files and everything else go on in real time. */
const leftAlone = [
	'hrtime',
	'nextTick',
	'queueMicrotask',
	'setImmediate',
	'clearImmediate',
	'setInterval',
	'clearInterval',
] as const;

/** Far more timers than any test sets, as a bound for a loop that never ends. */
const mostMoves = 100_000;

/** Real time for a whole run; a run that takes it hangs. */
const hangMs = 45_000;

/** Turns without any timer and any callback after which a run can't end any more. */
const deadTurns = 500;

export interface ClockOptions {
	/** Where time starts, in unix milliseconds. */
	now?: number;
}

export interface RunOptions {
	/** Whether nothing is being handled where the clock can't look, e.g. in a simulator. */
	idle?: () => boolean;
}

/** Time that stands still until it is moved. */
export interface Clock {
	/** Unix milliseconds. */
	now(): number;
	/**
	 * Waits for a promise, and whenever the process only waits for a timer, moves the time to the
	 * next one: a quarter of an hour passes in milliseconds, with real HTTP in between.
	 *
	 * @throws when no timer is left that could ever end the wait
	 */
	run<T>(work: Promise<T>, options?: RunOptions): Promise<T>;
	/** Gives the real time back; timers that were set are dropped. */
	restore(): void;
}

/**
 * Puts a clock in place of setTimeout, Date, performance and AbortSignal.timeout, for code under jest that speaks
 * to servers in the same process.
 */
export function installClock({ now = Date.UTC(2026, 10, 21) }: ClockOptions = {}): Clock {
	jest.useFakeTimers({ now, doNotFake: [...leftAlone] });
	// Node's own counts in real time, out of reach of any faked timer.
	const timeout = jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
		const controller = new AbortController();
		const reason = () =>
			new DOMException('The operation was aborted due to timeout', 'TimeoutError');
		setTimeout(() => controller.abort(reason()), ms);
		return controller.signal;
	});
	const roads = watchRoads();
	const stillness = watchStillness();
	return {
		now: () => Date.now(),
		run: async <T>(work: Promise<T>, { idle = () => true }: RunOptions = {}) => {
			let settled = false;
			const settle = () => {
				settled = true;
			};
			work.then(settle, settle);
			const startedAt = realNow();
			let moves = 0;
			await new Promise<void>((resolve, reject) => {
				const stop = (why: string) => {
					reject(new Error(`The clock at ${new Date().toISOString()}: ${why}`));
					return 'end' as const;
				};
				stillness.eachTurn((stillFor) => {
					if (settled) {
						resolve();
						return 'end';
					}
					if (realNow() - startedAt > hangMs) return stop('the run hangs');
					if (!isStill(stillFor) || roads.busy || !idle()) return 'wait';
					if (jest.getTimerCount() === 0) {
						return stillFor < deadTurns ? 'wait' : stop('nothing will ever end this wait');
					}
					if (++moves > mostMoves) return stop('timers without end');
					jest.advanceTimersToNextTimer();
					return 'moved';
				});
			});
			return await work;
		},
		restore: () => {
			roads.close();
			stillness.close();
			timeout.mockRestore();
			jest.useRealTimers();
		},
	};
}
