import { defaultMaxListeners, getEventListeners } from 'node:events';

import type { Video } from '../../simulator';
import { promptItems, stagePerTest, workflowFor } from './stage';

const open = stagePerTest();

const withLimits = async (parallelRenders: number) =>
	await workflowFor('create', { parameters: { limits: { parallelRenders } } });

/** The most renders that ran at the server at one time. */
function mostAtOnce(videos: readonly Video[]): number {
	return Math.max(
		...videos.map(
			({ createdAtMs: at }) =>
				videos.filter(
					({ createdAtMs, endedAtMs }) => createdAtMs <= at && at < (endedAtMs ?? Infinity),
				).length,
		),
	);
}

it('comes out in input order, whatever ends first', async () => {
	const stage = await open();
	const prompts = [40, 1, 25, 3, 60, 2, 10].map((seconds, index) => `[${seconds}s] take ${index}`);

	const result = await stage.play(await withLimits(7), { items: promptItems(...prompts) });

	const items = result.items('Sora');
	expect(items.map(({ json }) => json.prompt)).toEqual(prompts);
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual(prompts.map((_, item) => ({ item })));
	expect(new Set(items.map(({ binary }) => binary?.data?.id)).size).toBe(prompts.length);
});

it.each([1, 3, 5])('never has more than %d renders at the server at a time', async (limit) => {
	const stage = await open();
	// Servers that are slow to accept: a create under way takes a place as well.
	stage.simulator.order({
		match: { path: 'create' },
		times: Infinity,
		fault: { kind: 'delay', ms: 2_000 },
	});
	const prompts = Array.from(
		{ length: 8 },
		(_, index) => `[${3 + (index % 4) * 5}s] take ${index}`,
	);

	const result = await stage.play(await withLimits(limit), { items: promptItems(...prompts) });

	expect(result.items('Sora')).toHaveLength(8);
	expect(mostAtOnce(stage.simulator.videos)).toBe(limit);
});

it('renders five at a time when nothing is said', async () => {
	const stage = await open();
	const prompts = Array.from({ length: 8 }, (_, index) => `[20s] take ${index}`);

	await stage.play(await workflowFor('create'), { items: promptItems(...prompts) });

	expect(mostAtOnce(stage.simulator.videos)).toBe(5);
});

it('one slow render holds up none of the others', async () => {
	const stage = await open();
	const startedAt = stage.clock.now();
	const quick = Array.from({ length: 6 }, (_, index) => `[3s] take ${index}`);

	await stage.play(await withLimits(2), { items: promptItems('[600s] the long one', ...quick) });

	const arrivals = stage
		.sent()
		.filter(({ route }) => route === 'content')
		.map(({ atMs }) => (atMs - startedAt) / 1_000);
	// Six renders of three seconds one after the other, each noticed within a few.
	expect(arrivals.slice(0, 6).every((seconds) => seconds < 6 * 8)).toBe(true);
	expect(arrivals).toHaveLength(7);
});

it('one bad item neither stops nor delays the others', async () => {
	const stage = await open();
	const startedAt = stage.clock.now();

	const workflow = await workflowFor('create', { onError: 'continueRegularOutput' });
	const result = await stage.play(workflow, {
		items: promptItems('[3s] one', '[3s][fail] two', '', '[3s] four', '[never] five'),
	});

	const [one, two, three, four, five] = result.items('Sora');
	expect(one?.binary).toBeDefined();
	expect(four?.binary).toBeDefined();
	expect([two, three, five].map((item) => item?.json.error)).toMatchObject([
		{ kind: 'renderFailed' },
		{ kind: 'badInput' },
		{ kind: 'timeout' },
	]);
	const arrivals = stage.sent().filter(({ route }) => route === 'content');
	expect(arrivals.every(({ atMs }) => atMs - startedAt < 10_000)).toBe(true);
});

it('twenty items of half a minute take the time of four rounds, not of twenty', async () => {
	const stage = await open();
	const startedAt = stage.clock.now();
	const prompts = Array.from({ length: 20 }, (_, index) => `[30s] take ${index}`);

	const result = await stage.play(await withLimits(5), { items: promptItems(...prompts) });

	expect(result.items('Sora')).toHaveLength(20);
	expect(stage.simulator.videos).toHaveLength(20);
	expect((stage.clock.now() - startedAt) / 1_000).toBeLessThan(4 * 45);
});

it('gives Node no cause to warn of leaking listeners in the log of n8n', async () => {
	const stage = await open();
	const { addEventListener } = EventTarget.prototype;
	let most = 0;
	const watch = jest.spyOn(EventTarget.prototype, 'addEventListener').mockImplementation(function (
		this: EventTarget,
		...rest
	) {
		addEventListener.apply(this, rest);
		most = Math.max(most, getEventListeners(this, rest[0]).length);
	});
	const prompts = Array.from({ length: 16 }, (_, index) => `[${10 + index}s] take ${index}`);

	await stage.play(await withLimits(12), { items: promptItems(...prompts) });
	watch.mockRestore();

	expect(most).toBeGreaterThan(0);
	expect(most).toBeLessThanOrEqual(defaultMaxListeners);
});
