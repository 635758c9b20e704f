import { openHouse } from '../house';
import { useLab } from '../lab';
import { blocked, broken, clip, error, fresh, outcomes, secondTry, type Wish } from './clipRun';
import { openItemRun, orderOf } from '../run/itemRun';

const lab = useLab();

const hourMs = 3_600_000;

describe('Reuse Identical Render', () => {
	const reuse = { reuseWithinMs: hourMs };

	/** An execution some time ago, and one now, which share nothing but the static data. */
	async function again(
		agoMs: number,
		options: { end?: Record<string, unknown>; wishes?: Wish[]; before?: Wish } = {},
	) {
		const { end = { status: 'completed' }, wishes = [reuse], before = reuse } = options;
		const first = await openItemRun(lab);
		const house = openHouse(lab.home, { ends: [end, { status: 'completed' }] });
		await outcomes(lab, first.run, [before]);
		await lab.clock.run(
			new Promise((resolve) => setTimeout(resolve, Math.max(agoMs - lab.elapsedMs(), 0))),
		);
		const staticData = first.opened.staticData;
		const second = await openItemRun(lab, { staticData });
		return { all: await outcomes(lab, second.run, wishes), house, run: second.run };
	}

	it('of an earlier execution costs nothing', async () => {
		const { all, house } = await again(hourMs);

		expect(all).toEqual([{ id: 'v0', tries: 1, reused: true, resumed: false }]);
		expect(house.creates).toHaveLength(1);
	});

	it('is off by default', async () => {
		const { all, house } = await again(60_000, { wishes: [{}] });

		expect(all).toEqual([{ id: 'v1', ...fresh }]);
		expect(house.creates).toHaveLength(2);
	});

	it.each<{ name: string; agoMs?: number; options?: Parameters<typeof again>[1] }>([
		{ name: 'too long ago', agoMs: hourMs + 1 },
		{ name: 'that failed', options: { end: broken } },
		{
			name: 'of another prompt',
			options: { wishes: [{ ...reuse, order: orderOf({ prompt: 'x' }) }] },
		},
		{ name: 'of another version', options: { wishes: [{ ...reuse, version: 2 }] } },
		{ name: 'made without the option', options: { before: {} } },
	])('takes none $name', async ({ agoMs = 60_000, options }) => {
		const { all, house } = await again(agoMs, options);

		expect(all).toEqual([{ id: 'v1', ...fresh }]);
		expect(house.creates).toHaveLength(2);
	});

	it('takes none that was deleted at the server', async () => {
		const first = await openItemRun(lab);
		const house = openHouse(lab.home);
		await outcomes(lab, first.run, [reuse]);
		house.videos.length = 0;
		const second = await openItemRun(lab, { staticData: first.opened.staticData });

		expect(await outcomes(lab, second.run, [reuse])).toEqual([{ id: 'v0', ...fresh }]);
		expect(house.creates).toHaveLength(2);
	});

	it('follows a render that an earlier execution did not wait for', async () => {
		const { all, house } = await again(0, { before: { ...reuse, wait: false } });

		expect(all).toEqual([{ id: 'v0', tries: 1, reused: true, resumed: false }]);
		expect(house.creates).toHaveLength(1);
	});

	it.each([
		{ renderAgain: 0, ends: [broken, { status: 'completed' }], expected: { id: 'v1', ...fresh } },
		{ renderAgain: 0, ends: [broken, broken], expected: error('renderFailed') },
		{
			renderAgain: 1,
			ends: [broken, broken, { status: 'completed' }],
			expected: { id: 'v2', ...fresh, tries: 2 },
		},
	])(
		'of a render that fails after all makes its own, with Render Again $renderAgain',
		async ({ renderAgain, ends, expected }) => {
			const first = await openItemRun(lab);
			const house = openHouse(lab.home, { ends });
			await outcomes(lab, first.run, [{ ...reuse, wait: false }]);
			const { run } = await openItemRun(lab, { staticData: first.opened.staticData });

			expect(await outcomes(lab, run, [{ ...reuse, renderAgain }])).toEqual([expected]);
			expect(house.creates).toHaveLength(ends.length);
		},
	);

	it('among the items of one run makes one render for all of them', async () => {
		const { run } = await openItemRun(lab);
		const house = openHouse(lab.home);

		const all = await outcomes(
			lab,
			run,
			[0, 1, 2].map((itemIndex) => ({ ...reuse, itemIndex })),
		);

		expect(all).toEqual([
			{ id: 'v0', ...fresh },
			{ id: 'v0', ...fresh, reused: true },
			{ id: 'v0', ...fresh, reused: true },
		]);
		expect(house.creates).toHaveLength(1);
	});

	it('with an item that does not wait: one that waits gets the finished clip', async () => {
		const { run } = await openItemRun(lab);
		const house = openHouse(lab.home, { renderMs: 60_000 });

		const [begun, waited] = await lab.run(
			Promise.all([clip(run, { ...reuse, wait: false }), clip(run, { ...reuse, itemIndex: 1 })]),
		);

		expect([begun.video.status, waited.video.status]).toEqual(['in_progress', 'completed']);
		expect(waited.facts).toMatchObject({ reused: true, isMade: false });
		expect(house.creates).toHaveLength(1);
	});

	it('leaves the slot to others while another item’s render is awaited', async () => {
		const { run } = await openItemRun(lab, { parallelRenders: 2 });
		const house = openHouse(lab.home);
		const ship = orderOf({ prompt: 'a ship' });

		await outcomes(lab, run, [reuse, { ...reuse, itemIndex: 1 }, { itemIndex: 2, order: ship }]);

		expect(house.videos.map(({ createdMs }) => createdMs)).toEqual(
			Array(2).fill(house.videos[0]?.createdMs),
		);
	});

	it('does not share a failure: the next item makes its own', async () => {
		const { run } = await openItemRun(lab);
		const house = openHouse(lab.home, { ends: [broken, { status: 'completed' }] });

		const all = await outcomes(
			lab,
			run,
			[0, 1, 2].map((itemIndex) => ({ ...reuse, itemIndex })),
		);

		expect(all).toEqual([
			error('renderFailed'),
			{ id: 'v1', ...fresh },
			{ id: 'v1', ...fresh, reused: true },
		]);
		expect(house.creates).toHaveLength(2);
	});

	it('shares a refusal by the content rules, which would come again', async () => {
		const { run } = await openItemRun(lab);
		const house = openHouse(lab.home, { ends: [blocked] });

		const all = await outcomes(
			lab,
			run,
			[0, 1, 2].map((itemIndex) => ({ ...reuse, itemIndex })),
		);

		expect(all).toEqual(Array(3).fill(error('policy')));
		expect(house.creates).toHaveLength(1);
	});

	it('takes the shared render up in a second try, for each of its items', async () => {
		const first = await openItemRun(lab);
		const house = openHouse(lab.home);
		await outcomes(lab, first.run, [{ ...reuse }, { ...reuse, itemIndex: 1 }]);
		const { run } = await secondTry(lab, first);

		const all = await outcomes(lab, run, [{ itemIndex: 0 }, { itemIndex: 1 }]);

		expect(all).toMatchObject([{ id: 'v0' }, { id: 'v0' }]);
		expect(house.creates).toHaveLength(1);
	});

	it.each([
		{ name: 'the Stop button', deleteWhenStopped: false },
		{ name: 'the Stop button, with Delete When Stopped', deleteWhenStopped: true },
	])('creates nothing after $name', async ({ deleteWhenStopped }) => {
		const cancel = new AbortController();
		const { run } = await openItemRun(lab, { cancelSignal: cancel.signal });
		const house = openHouse(lab.home);
		setTimeout(() => cancel.abort(), 1_000);

		const wish = { ...reuse, deleteWhenStopped };
		const all = await outcomes(lab, run, [wish, { ...wish, itemIndex: 1 }]);

		expect(all).toEqual([error('cancelled'), error('cancelled')]);
		expect(house.creates).toHaveLength(1);
	});

	it('creates nothing after a neighbour has failed', async () => {
		const { run, stopRun } = await openItemRun(lab);
		const house = openHouse(lab.home);
		setTimeout(stopRun, 1_000);

		const all = await outcomes(lab, run, [reuse, { ...reuse, itemIndex: 1 }]);

		expect(all).toEqual([error('cancelled'), error('cancelled')]);
		expect(house.creates).toHaveLength(1);
	});
});
