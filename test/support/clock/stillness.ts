import { createHook } from 'node:async_hooks';

/** Turns of the event loop without a single callback, after which nothing more is to come. */
const stillTurns = 10;

/** What Node names a task that runs outside the event loop: files, addresses, child processes. */
const outsideTask = /Req|Connect|Process|Shutdown|Write/;

/** Turns after which whatever is awaited takes real time, so that asking on would only burn it. */
const busyTurns = 1_000;

/** Taken before any clock replaces it. */
const setRealTimeout = setTimeout;

export interface Stillness {
	/** Calls back, turn after turn, with the number of turns for which nothing has happened. */
	eachTurn(callback: (stillFor: number) => 'wait' | 'moved' | 'end'): void;
	close(): void;
}

/** Whether the process has done nothing for long enough to say that it only waits for a timer. */
export function isStill(stillFor: number): boolean {
	return stillFor >= stillTurns;
}

/** Counts every callback that Node runs, but for its own, so that a quiet turn can be told. */
export function watchStillness(): Stillness {
	let callbacks = 0;
	let scheduling = false;
	let ownId = -1;
	const hook = createHook({
		init: (id) => {
			if (scheduling) ownId = id;
		},
		before: (id) => {
			if (id !== ownId) callbacks++;
		},
	}).enable();

	const nextTurn = (turn: () => void, inRealTime: boolean) => {
		scheduling = true;
		if (inRealTime) setRealTimeout(turn, 1);
		else setImmediate(turn);
		scheduling = false;
	};
	const isWorkingOutside = () =>
		process.getActiveResourcesInfo().some((name) => outsideTask.test(name));
	return {
		eachTurn: (callback) => {
			let stillFor = 0;
			let waitedFor = 0;
			const turn = () => {
				stillFor = callbacks > 0 || isWorkingOutside() ? 0 : stillFor + 1;
				callbacks = 0;
				const next = callback(stillFor);
				if (next === 'end') return;
				waitedFor = next === 'moved' ? 0 : waitedFor + 1;
				nextTurn(turn, waitedFor > busyTurns);
			};
			nextTurn(turn, false);
		},
		close: () => hook.disable(),
	};
}
