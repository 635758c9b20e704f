import type { INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { SoraError } from '../../../../nodes/Sora/api/errors';
import { pause } from '../../../../nodes/Sora/api/pause';
import type { NodeRun } from '../../../../nodes/Sora/run/nodeRun';
import { runItems, type PreparedItem, type PrepareItem } from '../../../../nodes/Sora/run/runItems';
import { json } from '../../../support/answers';
import type { FakeOptions } from '../../../support/fakeContext';
import { useLab } from '../lab';
import { openItemRun } from './itemRun';

const lab = useLab();

const item = (itemIndex: number): INodeExecutionData => ({
	json: { itemIndex },
	pairedItem: { item: itemIndex },
});

/** What an item does: takes so long, then fails or not. */
interface Course {
	ms?: number;
	fails?: string;
	/** Cannot be broken off, as a create under way. */
	stubborn?: boolean;
	/** Already refused when its parameters are read. */
	unprepared?: boolean;
}

async function runAll(courses: Course[], options: FakeOptions & { parallelRenders?: number } = {}) {
	const { run, stopRun } = await openItemRun(lab, options);
	const begun: number[] = [];
	const prepare: PrepareItem = async (itemIndex) => {
		const course = courses[itemIndex] ?? {};
		if (course.unprepared) throw new SoraError('badInput', 'The Prompt is empty');
		return preparedOf(run, course, itemIndex, begun);
	};
	const outcome: unknown = await lab
		.run(runItems(run, courses.length, prepare, stopRun))
		.catch((error: unknown) => error);
	return { outcome, begun, created: run.memory.created.all() };
}

function preparedOf(
	run: NodeRun,
	course: Course,
	itemIndex: number,
	begun: number[],
): PreparedItem {
	const { ms = 1_000, fails, stubborn = false } = course;
	const work = async () => {
		begun.push(itemIndex);
		if (!stubborn) run.memory.created.record(itemIndex, `v${itemIndex}`);
		await (stubborn ? pause(ms) : pause(ms, run.stop, run.server.cancelSignal));
		if (stubborn) run.memory.created.record(itemIndex, `v${itemIndex}`);
		if (fails !== undefined) throw new SoraError('renderFailed', fails);
		return [item(itemIndex)];
	};
	return { versions: 1, work };
}

describe('items run side by side', () => {
	it('and come out in input order, whoever is first', async () => {
		const { outcome } = await runAll([{ ms: 3_000 }, { ms: 1_000 }, { ms: 2_000 }]);

		expect(outcome).toEqual([item(0), item(1), item(2)]);
		expect(lab.elapsedMs()).toBe(3_000);
	});

	it('but not more than the user set', async () => {
		await runAll(Array<Course>(6).fill({ ms: 1_000 }), { parallelRenders: 2 });

		expect(lab.elapsedMs()).toBe(3_000);
	});

	it('and there may be none', async () => {
		expect((await runAll([])).outcome).toEqual([]);
	});
});

describe('with Continue On Fail', () => {
	const goesOn = { continueOnFail: true };

	it('a bad item leaves in its place, and neither stops nor delays the rest', async () => {
		const { outcome } = await runAll(
			[{ ms: 2_000 }, { unprepared: true }, { ms: 100, fails: 'Blocked' }, { ms: 2_000 }],
			goesOn,
		);

		expect(outcome).toEqual([
			item(0),
			{
				json: { error: { message: 'The Prompt is empty', kind: 'badInput' } },
				pairedItem: { item: 1 },
			},
			{
				json: { error: { message: 'Blocked', kind: 'renderFailed', videoId: 'v2' } },
				pairedItem: { item: 2 },
			},
			item(3),
		]);
		expect(lab.elapsedMs()).toBe(2_000);
	});

	it('the Stop button still ends the run', async () => {
		const cancel = new AbortController();
		setTimeout(() => cancel.abort(), 500);

		const { outcome, begun } = await runAll(Array<Course>(3).fill({ ms: 9_000 }), {
			...goesOn,
			cancelSignal: cancel.signal,
			parallelRenders: 2,
		});

		expect(outcome).toMatchObject({ name: 'SoraCancelledError' });
		expect(begun).toEqual([0, 1]);
		expect(lab.elapsedMs()).toBe(500);
	});
});

describe('without Continue On Fail', () => {
	it('a wrong parameter is found before anything is paid for', async () => {
		const { outcome, begun, created } = await runAll([{}, {}, { unprepared: true }]);

		expect(outcome).toBeInstanceOf(NodeOperationError);
		expect(outcome).toMatchObject({
			message: 'The Prompt is empty [item 2]',
			context: { itemIndex: 2, kind: 'badInput', videoIds: [] },
		});
		expect(begun).toEqual([]);
		expect(created).toEqual([]);
	});

	it('a failed item ends the waiting of the rest, starts nothing new, and names all videos', async () => {
		const { outcome, begun } = await runAll(
			[{ ms: 900_000 }, { ms: 1_000, fails: 'Blocked' }, { ms: 900_000 }, {}],
			{ parallelRenders: 3 },
		);

		expect(outcome).toMatchObject({
			message: 'Blocked [item 1]',
			description: expect.stringContaining('v0 (item 0), v1 (item 1), v2 (item 2)') as string,
			context: { itemIndex: 1, kind: 'renderFailed', videoId: 'v1', videoIds: ['v0', 'v1', 'v2'] },
		});
		expect(begun).toEqual([0, 1, 2]);
		expect(lab.elapsedMs()).toBe(1_000);
	});

	it('a create under way is awaited, so that its id is in the error too', async () => {
		const { outcome } = await runAll([
			{ ms: 5_000, stubborn: true },
			{ ms: 1_000, fails: 'Blocked' },
		]);

		expect(outcome).toMatchObject({ context: { videoIds: ['v0', 'v1'] } });
		expect(lab.elapsedMs()).toBe(5_000);
	});

	it('the first failure is the one that is told', async () => {
		const { outcome } = await runAll([
			{ ms: 2_000, stubborn: true, fails: 'Second' },
			{ ms: 1_000, fails: 'First' },
		]);

		expect(outcome).toMatchObject({ message: 'First [item 1]' });
	});

	it('the Stop button ends the run as canceled', async () => {
		const cancel = new AbortController();
		setTimeout(() => cancel.abort(), 500);

		const { outcome } = await runAll([{ ms: 9_000 }], { cancelSignal: cancel.signal });

		expect(outcome).toMatchObject({
			name: 'SoraCancelledError',
			message: expect.stringContaining('canceled') as string,
			context: { kind: 'cancelled', videoIds: ['v0'] },
		});
		expect(lab.elapsedMs()).toBe(500);
	});
});

it('an error that nobody foresaw fails its item only', async () => {
	const { run, stopRun } = await openItemRun(lab, { continueOnFail: true });
	const prepare: PrepareItem = async (itemIndex) => ({
		versions: 1,
		work: async () => {
			if (itemIndex === 0) throw new TypeError('x is not a function');
			return [item(itemIndex)];
		},
	});

	expect(await lab.run(runItems(run, 2, prepare, stopRun))).toEqual([
		{
			json: {
				error: {
					message: 'The node itself failed: x is not a function',
					kind: 'internal',
					description: expect.stringContaining('runItems.test.ts') as string,
				},
			},
			pairedItem: { item: 0 },
		},
		item(1),
	]);
});

describe('an item in several versions', () => {
	const prepared = (versions: number, work: PreparedItem['work']) => ({ versions, work });

	it('has as many outputs, in order, each paired to it', async () => {
		const { run, stopRun } = await openItemRun(lab);
		const prepare: PrepareItem = async (index) =>
			prepared(index + 1, async ({ itemIndex, version }) => {
				await pause(1_000 * (9 - itemIndex - version));
				return [{ json: { version }, pairedItem: { item: itemIndex } }];
			});

		expect(await lab.run(runItems(run, 2, prepare, stopRun))).toEqual([
			{ json: { version: 1 }, pairedItem: { item: 0 } },
			{ json: { version: 1 }, pairedItem: { item: 1 } },
			{ json: { version: 2 }, pairedItem: { item: 1 } },
		]);
	});

	it('of which one fails keeps the others', async () => {
		const { run, stopRun } = await openItemRun(lab, { continueOnFail: true });
		const prepare: PrepareItem = async () =>
			prepared(3, async ({ itemIndex, version }) => {
				if (version === 2) throw new SoraError('renderFailed', 'Oops');
				return [item(itemIndex)];
			});

		expect(await lab.run(runItems(run, 1, prepare, stopRun))).toMatchObject([
			item(0),
			{ json: { error: { message: 'Oops' } }, pairedItem: { item: 0 } },
			item(0),
		]);
	});
});

describe('items that together cost too much', () => {
	const clip = async () => ({
		prompt: null,
		model: 'sora-2',
		size: '1280x720',
		resolution: '720p',
		seconds: 4,
	});

	async function runDear(options: FakeOptions) {
		const { run, stopRun } = await openItemRun(lab, { ...options, spending: { maxCostUsd: 1 } });
		let worked = 0;
		const prepare: PrepareItem = async () => ({
			versions: 1,
			clip,
			work: async () => {
				worked++;
				return [];
			},
		});
		const outcome: unknown = await lab
			.run(runItems(run, 3, prepare, stopRun))
			.catch((error: unknown) => error);
		return { outcome, worked };
	}

	it('end the run before any of them begins', async () => {
		const { outcome, worked } = await runDear({});

		expect(outcome).toBeInstanceOf(NodeOperationError);
		expect(outcome).toMatchObject({
			message: expect.stringMatching(/about \$1.20.*item 2 \$0.40$/) as string,
			context: { kind: 'overLimit', videoIds: [] },
		});
		expect(worked).toBe(0);
	});

	it('are error items with Continue On Fail, and nothing is sent', async () => {
		const { outcome, worked } = await runDear({ continueOnFail: true });

		expect(outcome).toMatchObject(
			[0, 1, 2].map((index) => ({
				json: { error: { kind: 'overLimit' } },
				pairedItem: { item: index },
			})),
		);
		expect(worked).toBe(0);
	});
});

describe('an item whose price nobody knows', () => {
	async function runOneUnknown(options: FakeOptions) {
		const opened = await openItemRun(lab, { ...options, spending: { maxCostUsd: 1 } });
		const worked: number[] = [];
		const prepare: PrepareItem = async (index) => ({
			versions: 1,
			clip: async () => ({
				prompt: null,
				model: index === 1 ? 'wan2.2' : 'sora-2',
				size: '1280x720',
				resolution: '720p',
				seconds: 4,
			}),
			work: async ({ itemIndex }) => {
				worked.push(itemIndex);
				return [item(itemIndex)];
			},
		});
		const outcome: unknown = await lab
			.run(runItems(opened.run, 3, prepare, opened.stopRun))
			.catch((error: unknown) => error);
		return { outcome, worked };
	}

	it('fails alone with Continue On Fail', async () => {
		const { outcome, worked } = await runOneUnknown({ continueOnFail: true });

		expect(outcome).toMatchObject([item(0), { json: { error: { kind: 'badInput' } } }, item(2)]);
		expect(worked).toEqual([0, 2]);
	});

	it('else ends the run before anything is paid for', async () => {
		const { outcome, worked } = await runOneUnknown({});

		expect(outcome).toMatchObject({
			message: 'There is no list price for the model wan2.2 at 1280x720 [item 1]',
		});
		expect(worked).toEqual([]);
	});
});

it('a key that was refused once is not tried by the items that have not begun', async () => {
	const { run, stopRun } = await openItemRun(lab, { continueOnFail: true, parallelRenders: 1 });
	let worked = 0;
	const refused = new SoraError('auth', 'No', { status: 401, keyRefused: true, videoId: 'v0' });
	const prepare: PrepareItem = async () => ({
		versions: 1,
		work: async () => {
			worked++;
			throw refused;
		},
	});

	const outcome = await lab.run(runItems(run, 5, prepare, stopRun));

	expect(worked).toBe(1);
	expect(outcome.map(({ json }) => json.error)).toMatchObject(Array(5).fill({ kind: 'auth' }));
	expect(outcome[0]?.json.error).toMatchObject({ videoId: 'v0' });
	expect(outcome[1]?.json.error).not.toHaveProperty('videoId');
});

describe('at its end', () => {
	const arrival = { reused: false, costUsd: null, isCharged: false, expiresAtSeconds: null };

	/** Two items: the first has a clip to be deleted, the second may fail. */
	async function runTwo(fails: boolean, options: FakeOptions) {
		const opened = await openItemRun(lab, options);
		const { run, stopRun } = opened;
		lab.home.always(json({ deleted: true }));
		const prepare: PrepareItem = async () => ({
			versions: 1,
			work: async ({ itemIndex, version }) => {
				const note = { key: 'key', videoId: `v${itemIndex}`, isMade: true };
				run.memory.execution.write({ itemIndex, version }, note);
				if (itemIndex === 1 && fails) throw new SoraError('renderFailed', 'Oops');
				const output = { ...item(itemIndex), json: { id: `v${itemIndex}` } };
				run.deletions.plan(`v${itemIndex}`, output.json, true);
				run.tally.add(arrival);
				return [output];
			},
		});
		const outcome: unknown = await lab
			.run(runItems(run, 2, prepare, stopRun))
			.catch((error: unknown) => error);
		return { outcome, opened: opened.opened, notes: opened.opened.contexts.node.renders };
	}

	it('a run that went well deletes what is to be deleted, and forgets its notes', async () => {
		const { outcome, opened, notes } = await runTwo(false, {});

		expect(outcome).toMatchObject([
			{ json: { id: 'v0', deletedFromServer: true } },
			{ json: { id: 'v1', deletedFromServer: true } },
		]);
		expect(notes).toEqual({});
		expect(opened.hints).toEqual([{ message: '2 clips.', location: 'outputPane' }]);
	});

	it('a run that is not tried again deletes what has arrived', async () => {
		const { opened } = await runTwo(true, { continueOnFail: true });

		expect(lab.home.lines).toEqual(['DELETE /v1/videos/v0']);
		expect(opened.hints).toEqual([{ message: '1 clip, 1 failed.', location: 'outputPane' }]);
	});

	it('a run that may be tried again deletes nothing, and keeps its notes', async () => {
		const { notes } = await runTwo(true, { continueOnFail: true, node: { retryOnFail: true } });

		expect(lab.home.lines).toEqual([]);
		expect(Object.keys(notes ?? {})).toHaveLength(2);
	});

	it('a run that fails deletes nothing, since n8n drops what has arrived', async () => {
		const { outcome, opened, notes } = await runTwo(true, {});

		expect(outcome).toBeInstanceOf(NodeOperationError);
		expect(lab.home.lines).toEqual([]);
		expect(Object.keys(notes ?? {})).toHaveLength(2);
		expect(opened.hints).toEqual([]);
	});

	it('a run without clips says nothing', async () => {
		const { run, stopRun, opened } = await openItemRun(lab);
		await lab.run(runItems(run, 0, async () => ({ versions: 1, work: async () => [] }), stopRun));

		expect(opened.hints).toEqual([]);
	});
});
