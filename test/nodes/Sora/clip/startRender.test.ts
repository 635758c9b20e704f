import { startRender } from '../../../../nodes/Sora/clip/startRender';
import { pause } from '../../../../nodes/Sora/api/pause';
import { renderKey } from '../../../../nodes/Sora/clip/sameness';
import {
	openOrder,
	type RenderOptions,
	type RenderWish,
} from '../../../../nodes/Sora/clip/renderOrder';
import type { NodeRun } from '../../../../nodes/Sora/run/nodeRun';
import { after, hang, json, reset, text } from '../../../support/answers';
import { hold, type Answer } from '../../../support/loopback';
import { openHouse, type House } from '../house';
import { useLab } from '../lab';
import { inTurn, openItemRun, optionsOf, orderOf, requestOf, wishFor } from '../run/itemRun';

const lab = useLab();

const boat = { prompt: 'a boat', model: 'wan', seconds: '4', size: '640x360' };

const post = 'POST /v1/videos';
const list = 'GET /v1/videos?limit=100&order=desc';

/** Starts a render as an item does that finds none of an earlier try. */
async function startOne(run: NodeRun, changes: Partial<RenderOptions>, itemIndex: number) {
	const lost = run.memory.execution.of({ itemIndex, version: 1 })?.lost;
	return await inTurn(
		run,
		async (turn) =>
			(await startRender(run, turn, openOrder(run, turn, orderOf()), optionsOf(changes), lost))
				.video,
		{ itemIndex },
	);
}

/** Starts a render for each of these items, side by side. */
async function start(run: NodeRun, items: object[], changes: Partial<RenderOptions> = {}) {
	return await lab.run(
		Promise.all(items.map(async (_none, index) => await startOne(run, changes, index))),
	);
}

it('a render is noted the moment it exists, and shows what was asked for', async () => {
	const { run } = await openItemRun(lab);
	lab.home.plan(json({ id: 'v1', status: 'queued' }, 202));

	const video = await lab.run(startOne(run, {}, 3));

	expect(video).toMatchObject({ id: 'v1', prompt: 'a boat', seconds: 4, size: '640x360' });
	expect(run.memory.created.all()).toEqual([{ itemIndex: 3, videoId: 'v1' }]);
	expect(run.memory.execution.of({ itemIndex: 3, version: 1 })).toMatchObject({
		videoId: 'v1',
		isMade: true,
	});
});

it('a render that was refused is not listed as paid, and costs nothing', async () => {
	const { run } = await openItemRun(lab, { spending: { maxVideos: 5 } });
	lab.home.plan(json({ error: { message: 'Bad size' } }, 400));

	await expect(start(run, [{}])).rejects.toMatchObject({ kind: 'badInput' });
	expect(run.memory.created.all()).toEqual([]);
	expect(run.memory.execution.spent()).toEqual({ usd: 0, videos: 0 });
	expect(lab.home.lines).toEqual([post]);
});

it('a run that ends early does not wait for its turn', async () => {
	const { run, stopRun } = await openItemRun(lab);
	lab.home.plan(json({}, 429, { 'retry-after': '60' }));
	setTimeout(stopRun, 1_000);

	await expect(start(run, [{}])).rejects.toMatchObject({ kind: 'cancelled' });
	expect(lab.elapsedMs()).toBe(1_000);
	expect(lab.home.lines).toEqual([post]);
});

it('a create that was refused and waits when the run ends counts as spent nowhere', async () => {
	const spending = { maxCostPerDayUsd: 100, pricePerSecond: 1 };
	const { run, stopRun } = await openItemRun(lab, { mode: 'trigger', spending });
	const price = async () => (await orderOf().build()).spec;
	await run.budget.plan([{ itemIndex: 0, versions: 1, clip: price }]);
	lab.home.plan(json({}, 429, { 'retry-after': '60' }));
	setTimeout(stopRun, 1_000);

	await expect(start(run, [{}])).rejects.toMatchObject({ kind: 'cancelled' });
	const today = new Date(lab.clock.now()).toISOString().slice(0, 10);
	expect(run.memory.execution.spent()).toEqual({ usd: 0, videos: 0 });
	expect(run.memory.later.spentOn(today)).toBe(0);
});

it('a refused create that comes back for a slot after the end of the run is not sent', async () => {
	const { run, stopRun } = await openItemRun(lab, { parallelRenders: 2 });
	lab.home.plan(json({}, 429, { 'retry-after': '1' }));
	const refused = start(run, [{}]);
	// Holds the only slot that the refusal has left, until the run has ended.
	const neighbour = run.slots.use(async () => await pause(5_000));
	setTimeout(stopRun, 4_000);

	await expect(refused).rejects.toMatchObject({ kind: 'cancelled' });
	await neighbour;
	expect(lab.home.lines).toEqual([post]);
	expect(run.memory.execution.spent().videos).toBe(0);
});

it('a create that waited for a search is not sent after the end of the run', async () => {
	const { run, stopRun } = await openItemRun(lab);
	const house = openHouse(lab.home, { fates: ['drop'] });
	const lost = start(run, [{}]);
	setTimeout(() => void startOne(run, {}, 1).catch(() => undefined), 500);
	setTimeout(stopRun, 1_000);

	await expect(lost).rejects.toMatchObject({ details: { mayExist: true } });
	await lab.run(pause(1_000));
	expect(house.creates).toHaveLength(1);
});

it('a create under way is not broken off by a failing neighbour: its answer holds a paid id', async () => {
	const { run, stopRun } = await openItemRun(lab);
	lab.home.plan(after(60_000, json({ id: 'v1', status: 'queued' }, 202)));
	setTimeout(stopRun, 10_000);

	await start(run, [{}]);

	expect(run.memory.created.all()).toEqual([{ itemIndex: 0, videoId: 'v1' }]);
});

it('a limit of the user is kept before anything is sent', async () => {
	const { run } = await openItemRun(lab, { spending: { maxVideos: 0 } });

	await expect(start(run, [{}])).rejects.toMatchObject({ kind: 'overLimit' });
	expect(lab.home.lines).toEqual([]);
});

describe('a render whose answer was lost is taken up, and not paid twice:', () => {
	const late: Answer = (response) => {
		hold(response);
	};

	it.each([
		{ name: 'a connection reset', answer: reset },
		{ name: 'a server error', answer: json({}, 500) },
		{ name: 'an overload', answer: json({}, 503, { 'retry-after': '1' }) },
		{ name: 'a page of a proxy', answer: text('<h1>Bad gateway</h1>', 502) },
		{ name: 'a strange answer', answer: text('<h1>Welcome</h1>') },
		{ name: 'silence', answer: late },
	])('$name', async ({ answer }) => {
		const { run } = await openItemRun(lab);
		const house = openHouse(lab.home, { fates: [answer] });
		setTimeout(() => house.add({ prompt: 'a boat', model: 'wan', seconds: '4' }), 0);

		const [video] = await start(run, [{}]);

		expect(video).toMatchObject({ id: 'v0', prompt: 'a boat', size: '640x360' });
		expect(house.creates).toHaveLength(1);
		expect(run.memory.created.all()).toEqual([{ itemIndex: 0, videoId: 'v0' }]);
		expect(run.memory.execution.spent().videos).toBe(1);
	});
});

describe('two items with one prompt', () => {
	it.each([
		{ name: 'one execution', isNeighbour: false },
		{ name: 'two executions', isNeighbour: true },
	])(
		'of $name, of which one names no model, do not take each other’s render',
		async ({ isNeighbour }) => {
			const { run } = await openItemRun(lab);
			const other = isNeighbour ? (await openItemRun(lab)).run : run;
			const videos: Array<Record<string, unknown>> = [];
			const date = () => ({ date: new Date().toUTCString() });
			lab.home.always((response, request) => {
				if (request.method === 'POST') {
					const id = `v${videos.length}`;
					const created_at = Math.floor(Date.now() / 1000);
					const made = { id, ...boat, status: 'completed', created_at };
					videos.push(made);
					// The first is taken on and its answer lost, the second answers after 8 s.
					const answer = id === 'v0' ? reset : after(8_000, json(made, 202, date()));
					answer(response, request);
				} else json({ data: [...videos].reverse() }, 200, date())(response, request);
			});
			const { request, spec } = requestOf();
			const noModel = { request: { ...request, model: undefined }, spec: { ...spec, model: null } };
			const order = wishFor(noModel);
			const begin = async (in_: NodeRun, wish: RenderWish, itemIndex: number) =>
				await inTurn(
					in_,
					async (turn) =>
						await startRender(in_, turn, openOrder(in_, turn, wish), optionsOf(), undefined),
					{ itemIndex },
				);

			const all = await lab.run(Promise.all([begin(run, order, 0), begin(other, orderOf(), 1)]));

			expect(all.map(({ video }) => video.id).sort()).toEqual(['v0', 'v1']);
		},
	);

	it('in two executions, of which one never arrived, do not share the other’s', async () => {
		const [one, other] = [await openItemRun(lab), await openItemRun(lab)];
		const house = openHouse(lab.home, { fates: ['take', 'drop'] });

		const outcome = await lab.run(
			Promise.allSettled([startOne(one.run, {}, 0), startOne(other.run, {}, 0)]),
		);

		expect(outcome.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(house.videos).toHaveLength(1);
	});

	it('of which one was lost get each its own render', async () => {
		const { run } = await openItemRun(lab);
		const house = openHouse(lab.home, { fates: ['lose', 'take'] });

		const videos = await start(run, [{}, {}]);

		expect(videos.map(({ id }) => id).sort()).toEqual(['v0', 'v1']);
		expect(house.creates).toHaveLength(2);
	});

	it('that were both lost get each its own render', async () => {
		const { run } = await openItemRun(lab);
		const house = openHouse(lab.home, { fates: ['lose', 'lose'] });

		const videos = await start(run, [{}, {}]);

		expect(videos.map(({ id }) => id).sort()).toEqual(['v0', 'v1']);
		expect(house.creates).toHaveLength(2);
	});

	it('of which one never arrived do not share the other’s', async () => {
		const { run } = await openItemRun(lab);
		const house = openHouse(lab.home, { fates: ['drop', 'lose'] });

		const outcome = await lab.run(Promise.allSettled([startOne(run, {}, 0), startOne(run, {}, 1)]));

		expect(outcome.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(house.videos).toHaveLength(1);
		expect(run.memory.created.all()).toHaveLength(1);
	});

	it('of which one never arrived and is created again get each its own render', async () => {
		const { run } = await openItemRun(lab);
		const house = openHouse(lab.home, { fates: ['drop', 'lose', 'take'] });

		const videos = await start(run, [{}, {}], { retryCreate: true });

		expect(videos.map(({ id }) => id).sort()).toEqual(['v0', 'v1']);
		expect(house.creates).toHaveLength(3);
	});
});

it('a render noted by an earlier try is not taken for a lost one', async () => {
	const note = { key: 'other', executionId: 'e', atMs: 0, videoId: 'v0' };
	const nodeContext = { renders: { '0:7:1': note } };
	const { run } = await openItemRun(lab, { nodeContext });
	const house = openHouse(lab.home, { fates: ['drop'] });
	house.add({ prompt: 'a boat' });

	await expect(start(run, [{}])).rejects.toMatchObject({ kind: 'serverUnreachable' });
	expect(house.creates).toHaveLength(1);
});

describe('a render that is not found', () => {
	it('is an error that says it may exist, and counts as paid', async () => {
		const { run } = await openItemRun(lab, { spending: { maxVideos: 5 } });
		const house = openHouse(lab.home, { fates: ['drop'] });

		await expect(start(run, [{}])).rejects.toMatchObject({
			kind: 'serverUnreachable',
			details: { mayExist: true, advice: expect.stringContaining('may exist') as string },
		});
		expect(house.creates).toHaveLength(1);
		expect(lab.home.lines).toEqual([post, list, list]);
		expect(run.memory.execution.spent().videos).toBe(1);
	});

	it('is created again where the user wants that', async () => {
		const { run } = await openItemRun(lab);
		const house = openHouse(lab.home, { fates: ['drop', 'take'] });

		expect(await start(run, [{}], { retryCreate: true })).toMatchObject([{ id: 'v0' }]);
		expect(house.creates).toHaveLength(2);
		expect(lab.elapsedMs()).toBe(2_000);
	});

	it('is created three times at most', async () => {
		const { run } = await openItemRun(lab);
		const house = openHouse(lab.home, { fates: ['drop'] });

		await expect(start(run, [{}], { retryCreate: true })).rejects.toMatchObject({
			details: { mayExist: true },
		});
		expect(house.creates).toHaveLength(3);
	});

	it('is not created again beyond Max Videos per Run', async () => {
		const { run } = await openItemRun(lab, { spending: { maxVideos: 1 } });
		const house = openHouse(lab.home, { fates: ['drop'] });

		await expect(start(run, [{}], { retryCreate: true })).rejects.toMatchObject({
			kind: 'overLimit',
		});
		expect(house.creates).toHaveLength(1);
	});

	it('is not created again once the run has ended', async () => {
		const { run, stopRun } = await openItemRun(lab);
		const house = openHouse(lab.home, { fates: ['drop'] });
		setTimeout(stopRun, 1_000);

		await expect(start(run, [{}], { retryCreate: true })).rejects.toThrow();
		expect(house.creates).toHaveLength(1);
		expect(run.memory.execution.spent().videos).toBe(1);
		expect(lab.elapsedMs()).toBe(1_000);
	});
});

describe('the Stop button in the middle of a create', () => {
	it('breaks it off', async () => {
		const cancel = new AbortController();
		const { run } = await openItemRun(lab, { cancelSignal: cancel.signal });
		lab.home.plan(hang);
		setTimeout(() => cancel.abort(), 1_000);

		await expect(start(run, [{}])).rejects.toMatchObject({ kind: 'cancelled' });
		expect(lab.elapsedMs()).toBe(1_000);
	});

	it('awaits its answer for a moment where an unfinished render is to be deleted, which needs its id', async () => {
		const cancel = new AbortController();
		const { run } = await openItemRun(lab, { cancelSignal: cancel.signal });
		lab.home.plan(after(1_400, json({ id: 'v1', status: 'queued' }, 202)));
		setTimeout(() => cancel.abort(), 1_000);

		expect(await start(run, [{}], { deleteWhenStopped: true })).toMatchObject([{ id: 'v1' }]);
	});
});

describe('an equal render can be found later', () => {
	it('where the user wants that', async () => {
		const { run } = await openItemRun(lab);
		openHouse(lab.home);

		await start(run, [{}], { reuseWithinMs: 60_000 });

		const key = renderKey(run.server.baseUrl, requestOf().request, 1);
		expect(run.memory.later.renderOf(key)).toEqual({ videoId: 'v0', atMs: lab.clock.now() });
	});

	it('and nowhere else', async () => {
		const { run, opened } = await openItemRun(lab);
		openHouse(lab.home);

		await start(run, [{}]);

		expect(opened.staticData).toEqual({});
	});
});

describe('a second try of an execution', () => {
	/** A first try whose create was lost and not found, and what comes after it. */
	async function secondTry(changes: Partial<RenderOptions>, prepare: (house: House) => void) {
		const first = await openItemRun(lab);
		const house = openHouse(lab.home, { fates: ['drop', 'take'] });
		await start(first.run, [{}]).catch(() => undefined);
		prepare(house);
		const nodeContext = structuredClone(first.opened.contexts.node);
		const { run } = await openItemRun(lab, { nodeContext });
		const outcome: unknown = await start(run, [{}], changes).catch((error: unknown) => error);
		return { outcome, house, run };
	}

	it('takes up a render that shows only now', async () => {
		const { outcome, house, run } = await secondTry(
			{},
			({ add }) => void add({ prompt: 'a boat' }),
		);

		expect(outcome).toMatchObject([{ id: 'v0' }]);
		expect(house.creates).toHaveLength(1);
		expect(run.memory.execution.spent().videos).toBe(1);
	});

	it('sends the same Idempotency-Key, another start another one', async () => {
		await secondTry({ retryCreate: true }, () => undefined);
		const { run } = await openItemRun(lab);
		await start(run, [{}]);

		const keys = lab.home.requests
			.filter(({ method }) => method === 'POST')
			.map(({ headers }) => headers['idempotency-key']);
		expect(keys).toHaveLength(3);
		expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
		expect(keys[1]).toBe(keys[0]);
		expect(keys[2]).not.toBe(keys[0]);
	});

	it('searches for what the first has asked for, whatever the expressions say now', async () => {
		const first = await openItemRun(lab);
		const house = openHouse(lab.home, { fates: ['drop'] });
		await start(first.run, [{}]).catch(() => undefined);
		house.add({ prompt: 'a boat' });
		const nodeContext = structuredClone(first.opened.contexts.node);
		const { run } = await openItemRun(lab, { nodeContext });
		const lost = run.memory.execution.of({ itemIndex: 0, version: 1 })?.lost;

		const { video } = await lab.run(
			inTurn(run, async (turn) => {
				const now = openOrder(run, turn, orderOf({ prompt: 'a boat at 12:01' }));
				return await startRender(run, turn, now, optionsOf(), lost);
			}),
		);

		expect(video.id).toBe('v0');
		expect(house.creates).toHaveLength(1);
	});

	it('does not create blindly', async () => {
		const { outcome, house } = await secondTry({}, () => undefined);

		expect(outcome).toMatchObject({
			kind: 'serverUnreachable',
			details: { mayExist: true, advice: expect.stringContaining('may exist') as string },
		});
		expect(house.creates).toHaveLength(1);
	});

	it('creates where the user wants that', async () => {
		const { outcome, house } = await secondTry({ retryCreate: true }, () => undefined);

		expect(outcome).toMatchObject([{ id: 'v0' }]);
		expect(house.creates.length).toBeGreaterThan(1);
	});
});

describe('an answer that broke off after its id', () => {
	const half = text('{"id": "v0", "status": "que', 202);

	it('names the render, which is asked for by it', async () => {
		const { run } = await openItemRun(lab);
		openHouse(lab.home, { fates: [half] }).add({ prompt: 'any' });

		expect(await start(run, [{}])).toMatchObject([{ id: 'v0' }]);
		expect(lab.home.lines).toEqual([post, 'GET /v1/videos/v0']);
	});

	it('is noted before it is asked for, so that the end of the run does not lose it', async () => {
		const { run, stopRun } = await openItemRun(lab);
		lab.home.plan(half);
		lab.home.always(hang);
		setTimeout(stopRun, 1_000);

		await expect(start(run, [{}])).rejects.toMatchObject({ details: { videoId: 'v0' } });
		expect(run.memory.execution.of({ itemIndex: 0, version: 1 })).toMatchObject({ videoId: 'v0' });
	});

	it('that nobody knows is looked for in the list', async () => {
		const { run } = await openItemRun(lab);
		const house = openHouse(lab.home, { fates: [half] });
		setTimeout(() => house.add({ prompt: 'a boat' }, { id: 'v7' }), 0);

		expect(await start(run, [{}])).toMatchObject([{ id: 'v7' }]);
		expect(house.creates).toHaveLength(1);
	});
});
