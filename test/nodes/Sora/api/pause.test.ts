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

it('many pauses leave no listener behind, which would stay for the life of n8n', async () => {
	const { signal } = new AbortController();
	const add = jest.spyOn(EventTarget.prototype, 'addEventListener');
	const pauses = Array.from({ length: 50 }, async () => await pause(1_000, signal));

	await clock.run(Promise.all(pauses));

	const targets = add.mock.contexts.filter((target) => target instanceof AbortSignal);
	add.mockRestore();
	const left = targets.flatMap((target) => getEventListeners(target, 'abort'));
	expect(targets.length).toBeGreaterThan(0);
	expect(left).toHaveLength(0);
});
