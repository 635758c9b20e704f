import { openBudget, type PlannedItem } from '../../../../nodes/Sora/money/budget';
import { openNotes } from '../../../../nodes/Sora/memory/thisExecution';
import { openStaticMemory } from '../../../../nodes/Sora/memory/laterExecutions';
import { dayOf } from '../../../../nodes/Sora/money/costs';
import type { SpendingLimits } from '../../../../nodes/Sora/money/costs';
import { fakeExecute, type FakeOptions } from '../../../support/fakeContext';
import { useLab } from '../lab';

const lab = useLab();

/** Four seconds of sora-2 cost $0.40. */
const boat = { prompt: null, model: 'sora-2', size: '1280x720', resolution: '720p', seconds: 4 };

const items = (count: number, changes: Partial<PlannedItem> = {}): PlannedItem[] =>
	Array.from({ length: count }, (_none, itemIndex) => ({
		itemIndex,
		versions: 1,
		clip: async () => boat,
		...changes,
	}));

function open(limits: SpendingLimits, options: FakeOptions = {}, timeZone = 'UTC') {
	const { context, staticData } = fakeExecute(options);
	const notes = openNotes(context);
	const memory = openStaticMemory(context);
	return {
		budget: openBudget(limits, notes, memory, timeZone, ratesOf),
		notes,
		memory,
		staticData,
	};
}

/** The service itself tells the price of one model. */
const ratesOf = (model: string | null) =>
	model === 'told' ? [{ resolution: null, audio: null, usdPerSecond: 0.5 }] : undefined;

const day = '2026-11-21';

describe('a run within its limits is let through:', () => {
	it.each<{ name: string; limits: SpendingLimits; planned: PlannedItem[] }>([
		{ name: 'no limit at all', limits: {}, planned: items(500, { versions: 10 }) },
		{ name: 'exactly the cost', limits: { maxCostUsd: 1.2 }, planned: items(3) },
		{
			name: 'exactly the cost of versions',
			limits: { maxCostUsd: 1.2 },
			planned: items(1, { versions: 3 }),
		},
		{ name: 'exactly the count', limits: { maxVideos: 6 }, planned: items(3, { versions: 2 }) },
		{ name: 'exactly the day', limits: { maxCostPerDayUsd: 2.8 }, planned: items(7) },
		{
			name: 'own hardware, which costs nothing',
			limits: { maxCostUsd: 0, pricePerSecond: 0 },
			planned: items(9, {
				clip: async () => ({
					prompt: null,
					model: 'wan',
					size: null,
					resolution: null,
					seconds: 4,
				}),
			}),
		},
	])('$name', async ({ limits, planned }) => {
		const { budget } = open(limits);

		await budget.plan(planned);

		// What the plan let through no create is refused for.
		for (const { itemIndex, versions } of planned) {
			for (let version = 1; version <= versions; version++) {
				expect(() => budget.charge(itemIndex)).not.toThrow();
			}
		}
	});
});

describe('a run over its limit is refused before anything is sent', () => {
	it.each<{ name: string; limits: SpendingLimits; planned: PlannedItem[]; says: string }>([
		{
			name: 'by its cost, with the sum item by item',
			limits: { maxCostUsd: 1.19 },
			planned: [...items(2), { itemIndex: 2, versions: 2, clip: async () => boat }],
			says: 'This run would cost about $1.60, more than Limits → Max Cost per Run (USD) allows ($1.19): item 0 $0.40, item 1 $0.40, item 2 $0.80',
		},
		{
			name: 'by the price of the user',
			limits: { maxCostUsd: 0.01, pricePerSecond: 0.005 },
			planned: items(1),
			says: 'about $0.02',
		},
		{
			name: 'by the day, with what was spent',
			limits: { maxCostPerDayUsd: 1 },
			planned: items(3),
			says: '$1.20, and $0.00 were spent today: together more than Limits → Max Cost per Day (USD) allows ($1.00)',
		},
		{
			name: 'by its videos',
			limits: { maxVideos: 5 },
			planned: items(3, { versions: 2 }),
			says: 'This run would start 6 renders, more than Limits → Max Videos per Run allows (5)',
		},
	])('$name', async ({ limits, planned, says }) => {
		const { budget } = open(limits);

		await expect(budget.plan(planned)).rejects.toMatchObject({
			kind: 'overLimit',
			message: expect.stringContaining(says) as string,
			details: { advice: expect.stringMatching(/[Rr]aise the limit/) as string },
		});
	});
});

describe('a clip whose price nobody knows', () => {
	const unknown = {
		clip: async () => ({
			prompt: null,
			model: 'wan2.2',
			size: '640x360',
			resolution: null,
			seconds: 4,
		}),
	};

	it('is named where a cost limit is to be kept, and does not weigh on the others', async () => {
		const { budget } = open({ maxCostUsd: 5 });
		const planned = [...items(1), { itemIndex: 1, versions: 1, ...unknown }];

		const unweighed = await budget.plan(planned);

		expect([...unweighed.keys()]).toEqual([1]);
		expect(unweighed.get(1)).toMatchObject({
			kind: 'badInput',
			message: 'There is no list price for the model wan2.2 at 640x360',
			details: { advice: expect.stringContaining('Price per Second (USD)') as string },
		});
	});

	it('is no trouble where only videos are counted', async () => {
		const { budget } = open({ maxVideos: 5 });

		await expect(budget.plan(items(5, unknown))).resolves.toEqual(new Map());
	});
});

describe('each render is charged when it is created', () => {
	it('and taken back when the server refused it', async () => {
		const { budget, notes, memory } = open({ maxCostUsd: 1, maxCostPerDayUsd: 1 });
		await budget.plan(items(2));

		const takeBack = budget.charge(0);
		budget.charge(1);

		expect(notes.spent()).toEqual({ usd: 0.8, videos: 2 });
		expect(memory.spentOn(day)).toBe(0.8);

		takeBack();

		expect(notes.spent()).toEqual({ usd: 0.4, videos: 1 });
		expect(memory.spentOn(day)).toBe(0.4);
	});

	it('also one made again, until the limit is reached', async () => {
		const { budget } = open({ maxCostUsd: 1 });
		await budget.plan(items(1));
		budget.charge(0);
		budget.charge(0);

		expect(() => budget.charge(0)).toThrow('Max Cost per Run');
	});

	it('by count too', async () => {
		const { budget } = open({ maxVideos: 2 });
		await budget.plan(items(2));
		budget.charge(0);
		budget.charge(1);

		expect(() => budget.charge(1)).toThrow('Max Videos per Run allows (2)');
	});

	it('and counted for no day without a limit of the day', async () => {
		const { budget, staticData } = open({ maxCostUsd: 5 });
		await budget.plan(items(1));
		budget.charge(0);

		expect(staticData).toEqual({});
	});

	it('without any limit in whatever time zone the workflow has', async () => {
		const { budget } = open({}, {}, 'DEFAULT');
		await budget.plan(items(1));

		expect(() => budget.charge(0)).not.toThrow();
	});
});

describe('a second try of a run', () => {
	const spent = { usd: 0.8, videos: 2 };
	const note = { key: 'k', executionId: 'execution', atMs: 0, isMade: true };
	const renders = {
		'0:0:1': { ...note, videoId: 'v0' },
		'0:1:1': { ...note, videoId: 'v1' },
	};

	it('pays nothing for what the first has started', async () => {
		const { budget } = open({ maxCostUsd: 0.8 }, { nodeContext: { renders, spent } });

		await expect(budget.plan(items(2))).resolves.toEqual(new Map());
	});

	it('counts what the first has spent', async () => {
		const { budget } = open({ maxCostUsd: 1.1 }, { nodeContext: { renders, spent } });

		await expect(budget.plan(items(3))).rejects.toMatchObject({ kind: 'overLimit' });
	});

	it('counts the videos the first has started', async () => {
		const { budget } = open({ maxVideos: 2 }, { nodeContext: { renders, spent } });
		await budget.plan(items(2));

		expect(() => budget.charge(1)).toThrow('Max Videos per Run');
	});
});

describe('the rounds of a loop', () => {
	it.each([
		{ name: 'Max Cost per Run', limits: { maxCostUsd: 1 } },
		{ name: 'Max Videos per Run', limits: { maxVideos: 2 } },
	])('together keep within $name', async ({ limits }) => {
		const nodeContext = {};
		const rounds = Array.from({ length: 10 }, (_none, runIndex) => runIndex);
		let started = 0;
		for (const runIndex of rounds) {
			const { budget } = open(limits, { nodeContext, runIndex });
			const planned = await budget.plan(items(1)).catch((error: unknown) => error);
			if (planned instanceof Error) continue;
			budget.charge(0);
			started++;
		}

		expect(started).toBe(2);
	});
});

describe('the limit of the day', () => {
	it('counts what earlier executions of the day have spent', async () => {
		const staticData = { spent: { [day]: 9.7 } };
		const { budget } = open({ maxCostPerDayUsd: 10 }, { staticData });

		await expect(budget.plan(items(1))).rejects.toMatchObject({
			message: expect.stringContaining('$9.70 were spent today') as string,
		});
	});

	it('begins anew on the next day', async () => {
		const staticData = { spent: { '2026-11-20': 9.7 } };
		const { budget, memory } = open({ maxCostPerDayUsd: 10 }, { staticData });
		await budget.plan(items(1));
		budget.charge(0);

		expect(memory.spentOn(day)).toBe(0.4);
	});

	it.each([
		{ timeZone: 'America/New_York', today: '2026-11-20' },
		{ timeZone: 'UTC', today: '2026-11-21' },
		{ timeZone: 'Asia/Tokyo', today: '2026-11-21' },
	])('is that of the workflow’s time zone, $timeZone', async ({ timeZone, today }) => {
		const { budget, memory } = open({ maxCostPerDayUsd: 10 }, {}, timeZone);
		await budget.plan(items(1));
		budget.charge(0);

		expect(lab.clock.now()).toBe(Date.UTC(2026, 10, 21));
		expect(memory.spentOn(today)).toBe(0.4);
	});
});

it('the clips are asked for one after the other, and not at all without a limit', async () => {
	let asked = 0;
	const clip = async () => {
		asked++;
		return boat;
	};
	await open({}).budget.plan(items(3, { clip }));
	await open({ maxVideos: 9 }).budget.plan(items(3, { clip }));

	expect(asked).toBe(0);

	await open({ maxCostUsd: 9 }).budget.plan(items(3, { clip }));

	expect(asked).toBe(3);
});

describe('what was charged', () => {
	it('takes the place of the estimate, in the run and in the day', async () => {
		const { budget, notes, memory } = open({ maxCostUsd: 1, maxCostPerDayUsd: 1 });
		await budget.plan(items(1));
		budget.charge(0);

		budget.correct(0, 0.55);

		expect(notes.spent()).toEqual({ usd: 0.55, videos: 1 });
		expect(memory.spentOn(dayOf(Date.now(), 'UTC'))).toBe(0.55);
	});

	it('counts where nothing was estimated', () => {
		const { budget, notes } = open({});
		budget.charge(0);

		budget.correct(0, 0.55);

		expect(notes.spent()).toEqual({ usd: 0.55, videos: 1 });
	});
});

it('a price that the service tells counts before the list', async () => {
	const { budget } = open({ maxCostUsd: 1.9 });
	const clip = async () => await Promise.resolve({ ...boat, model: 'told' });

	await expect(budget.plan(items(1, { clip }))).rejects.toMatchObject({ kind: 'overLimit' });
	expect(budget.estimate({ ...boat, model: 'told' })).toBe(2);
});
