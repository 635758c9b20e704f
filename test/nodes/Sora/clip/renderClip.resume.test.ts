import { json } from '../../../support/answers';
import { openHouse } from '../house';
import { useLab } from '../lab';
import { blocked, broken, error, fresh, outcomes, secondTry } from './clipRun';
import { openItemRun, orderOf } from '../run/itemRun';

const lab = useLab();

describe('Retry On Fail', () => {
	it.each([
		{ name: 'takes up a render that lives', waitMs: 1_000 },
		{ name: 'takes up a render that has completed', waitMs: 60_000 },
	])('$name, and pays nothing', async ({ waitMs }) => {
		const first = await openItemRun(lab);
		const house = openHouse(lab.home);
		setTimeout(first.stopRun, 500);
		await outcomes(lab, first.run, [{ itemIndex: 0 }, { itemIndex: 1 }]);
		await lab.clock.run(new Promise((resolve) => setTimeout(resolve, waitMs)));
		const { run } = await secondTry(lab, first);

		const all = await outcomes(lab, run, [{ itemIndex: 0 }, { itemIndex: 1 }]);

		expect(all).toEqual(['v0', 'v1'].map((id) => ({ id, ...fresh, resumed: true })));
		expect(house.creates).toHaveLength(2);
	});

	it('makes a failed one anew', async () => {
		const first = await openItemRun(lab);
		const house = openHouse(lab.home, { ends: [broken, { status: 'completed' }] });
		await outcomes(lab, first.run, [{}]);
		const { run } = await secondTry(lab, first);

		expect(await outcomes(lab, run, [{}])).toEqual([{ id: 'v1', ...fresh }]);
		expect(house.creates).toHaveLength(2);
	});

	it('makes one anew that is gone from the server', async () => {
		const first = await openItemRun(lab);
		const house = openHouse(lab.home);
		await outcomes(lab, first.run, [{}]);
		house.videos.length = 0;
		const { run } = await secondTry(lab, first);

		expect(await outcomes(lab, run, [{}])).toEqual([{ id: 'v0', ...fresh }]);
		expect(house.creates).toHaveLength(2);
	});

	it('does not pay for what the content rules have stopped', async () => {
		const first = await openItemRun(lab);
		const house = openHouse(lab.home, { ends: [blocked] });
		await outcomes(lab, first.run, [{}]);
		const { run } = await secondTry(lab, first);

		expect(await outcomes(lab, run, [{ renderAgain: 3 }])).toEqual([error('policy')]);
		expect(house.creates).toHaveLength(1);
	});

	it.each([
		{ name: 'another prompt', order: orderOf({ prompt: 'a ship' }) },
		{ name: 'another size', order: orderOf({ size: '1280x720' }) },
		{ name: 'an extra field', order: orderOf({ seed: '7' }) },
	])(
		'takes up what was asked for in another way by an expression of the moment: $name',
		async ({ order }) => {
			const first = await openItemRun(lab);
			const house = openHouse(lab.home);
			await outcomes(lab, first.run, [{}]);
			const { run } = await secondTry(lab, first);

			expect(await outcomes(lab, run, [{ order }])).toEqual([
				{ id: 'v0', ...fresh, resumed: true },
			]);
			expect(house.creates).toHaveLength(1);
		},
	);

	it('keeps versions of one item apart', async () => {
		const first = await openItemRun(lab);
		const house = openHouse(lab.home);
		await outcomes(lab, first.run, [{ version: 1 }, { version: 2 }]);
		const { run } = await secondTry(lab, first);

		const all = await outcomes(lab, run, [{ version: 2 }, { version: 1 }, { version: 3 }]);

		expect(all).toMatchObject([
			{ id: 'v1', resumed: true },
			{ id: 'v0', resumed: true },
			{ id: 'v2', resumed: false },
		]);
		expect(house.creates).toHaveLength(3);
	});

	it('renders again, as a start of its own, where a render that was lost and found has failed', async () => {
		const first = await openItemRun(lab);
		const house = openHouse(lab.home, {
			fates: ['drop', 'take'],
			ends: [broken, { status: 'completed' }],
		});
		await outcomes(lab, first.run, [{}]);
		house.add({ prompt: 'a boat' });
		const { run } = await secondTry(lab, first);

		expect(await outcomes(lab, run, [{ renderAgain: 1 }])).toEqual([
			{ id: 'v1', ...fresh, tries: 2 },
		]);
		const keys = lab.home.requests
			.filter(({ method }) => method === 'POST')
			.map(({ headers }) => headers['idempotency-key']);
		expect(new Set(keys).size).toBe(2);
	});

	it('takes up the last of several renders of an item', async () => {
		const first = await openItemRun(lab);
		const house = openHouse(lab.home, { ends: [broken, { status: 'completed' }] });
		await outcomes(lab, first.run, [{ renderAgain: 1 }]);
		const { run } = await secondTry(lab, first);

		expect(await outcomes(lab, run, [{}])).toEqual([{ id: 'v1', ...fresh, resumed: true }]);
		expect(house.creates).toHaveLength(2);
	});

	it('creates nothing while the server cannot say how the first render stands', async () => {
		const first = await openItemRun(lab);
		openHouse(lab.home);
		await outcomes(lab, first.run, [{}]);
		const { run } = await secondTry(lab, first);
		lab.home.always(json({}, 503));

		expect(await outcomes(lab, run, [{}])).toEqual([error('serverUnreachable')]);
		expect(lab.home.lines.filter((line) => line.startsWith('POST'))).toHaveLength(1);
	});

	it('of another round of a loop renders its own', async () => {
		const first = await openItemRun(lab, { runIndex: 0 });
		const house = openHouse(lab.home);
		await outcomes(lab, first.run, [{}]);
		const { run } = await secondTry(lab, first, { runIndex: 1 });

		expect(await outcomes(lab, run, [{}])).toEqual([{ id: 'v1', ...fresh }]);
		expect(house.creates).toHaveLength(2);
	});
});

describe('a retried execution, in which the workflow may have been edited,', () => {
	const retried = { executionId: 'another' };

	it('takes up what asks for the same', async () => {
		const first = await openItemRun(lab);
		const house = openHouse(lab.home);
		await outcomes(lab, first.run, [{}]);
		const { run } = await secondTry(lab, first, retried);

		expect(await outcomes(lab, run, [{}])).toEqual([{ id: 'v0', ...fresh, resumed: true }]);
		expect(house.creates).toHaveLength(1);
	});

	it.each([
		{ name: 'another prompt', order: orderOf({ prompt: 'a ship' }) },
		{ name: 'another size', order: orderOf({ size: '1280x720' }) },
		{ name: 'an extra field', order: orderOf({ seed: '7' }) },
	])('makes anew what asks for something else: $name', async ({ order }) => {
		const first = await openItemRun(lab);
		const house = openHouse(lab.home);
		await outcomes(lab, first.run, [{}]);
		const { run } = await secondTry(lab, first, retried);

		expect(await outcomes(lab, run, [{ order }])).toEqual([{ id: 'v1', ...fresh }]);
		expect(house.creates).toHaveLength(2);
	});
});
