import { getEventListeners } from 'node:events';

import { pause } from '../../../../nodes/Sora/api/pause';
import { longestTimerMs } from '../../../../nodes/Sora/api/timer';
import { installClock, type Clock } from '../../../support/clock';

let clock: Clock;

beforeEach(() => {
	clock = installClock();
});
afterEach(() => clock.restore());

it('a pause lasts as long as it says', async () => {
	const begin = clock.now();

	await clock.run(pause(12_000, undefined, new AbortController().signal));

	expect(clock.now() - begin).toBe(12_000);
});

it('a pause of a month is none of a millisecond', async () => {
	const begin = clock.now();

	await clock.run(pause(30 * 24 * 3_600_000));

	expect(clock.now() - begin).toBe(longestTimerMs);
});

it('the Stop button ends a pause at once', async () => {
	const begin = clock.now();
	const stop = new AbortController();
	setTimeout(() => stop.abort(), 3_000);

	await expect(clock.run(pause(60_000, new AbortController().signal, stop.signal))).rejects.toThrow(
		'canceled',
	);
	expect(clock.now() - begin).toBe(3_000);
});

it('a run that was stopped before does not even begin to pause', async () => {
	const begin = clock.now();

	await expect(pause(60_000, AbortSignal.abort())).rejects.toMatchObject({ kind: 'cancelled' });
	expect(clock.now()).toBe(begin);
});

it.each([
	{ name: 'many pauses leave', ms: 1_000 },
	{ name: 'many pauses that Stop ends leave', ms: 3_600_000 },
])('$name no listener behind, which would hold memory', async ({ ms }) => {
	const stop = new AbortController();
	const { signal } = stop;
	setTimeout(() => stop.abort(), 2_000);
	const add = jest.spyOn(EventTarget.prototype, 'addEventListener');
	const pauses = Array.from({ length: 50 }, async () => await pause(ms, signal));

	await clock.run(Promise.allSettled(pauses));

	const targets = add.mock.contexts.filter((target) => target instanceof AbortSignal);
	add.mockRestore();
	const left = targets.flatMap((target) => getEventListeners(target, 'abort'));
	expect(targets.length).toBeGreaterThan(0);
	expect(left).toHaveLength(0);
});

it('keeps no process alive that has nothing else to do', async () => {
	clock.restore();
	const before = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
	const stop = new AbortController();
	const paused = pause(3_600_000, stop.signal);

	expect(process.getActiveResourcesInfo().filter((name) => name === 'Timeout')).toHaveLength(
		before,
	);

	stop.abort();
	await expect(paused).rejects.toMatchObject({ kind: 'cancelled' });
});
