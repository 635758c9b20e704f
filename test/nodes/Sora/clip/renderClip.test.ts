import type { RenderOptions, RenderWish } from '../../../../nodes/Sora/clip/renderOrder';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { toSoraError } from '../../../../nodes/Sora/api/errors';
import { pause } from '../../../../nodes/Sora/api/pause';
import { json, reset } from '../../../support/answers';
import { openHouse } from '../house';
import { useLab } from '../lab';
import { blocked, broken, clip, error, fresh, outcomes, secondTry } from './clipRun';
import { openItemRun, requestOf } from '../run/itemRun';

const lab = useLab();

const invalid = { status: 'failed', error: { code: 'invalid_request', message: 'Bad size' } };

describe('a clip', () => {
	it('is rendered once, and its way told', async () => {
		const { run } = await openItemRun(lab);
		const house = openHouse(lab.home);

		const { video, facts } = await lab.run(clip(run));

		expect(video).toMatchObject({ id: 'v0', status: 'completed', prompt: 'a boat' });
		expect(facts).toMatchObject({ ...fresh, waitMs: lab.elapsedMs() });
		expect(facts.statusRequests).toBe(lab.home.lines.length - 1);
		expect(house.creates).toHaveLength(1);
	});

	it('that is not waited for is handed on as it begins', async () => {
		const { run } = await openItemRun(lab);
		openHouse(lab.home);

		const { video, facts } = await lab.run(clip(run, { wait: false }));

		expect(video.status).toBe('in_progress');
		expect(facts).toEqual({ ...fresh, isMade: true, waitMs: 0, statusRequests: 0 });
		expect(lab.home.lines).toEqual(['POST /v1/videos']);
	});

	it('in several versions is as many renders', async () => {
		const { run } = await openItemRun(lab);
		const house = openHouse(lab.home);

		const all = await outcomes(lab, run, [{ version: 1 }, { version: 2 }, { version: 3 }]);

		expect(all).toEqual(['v0', 'v1', 'v2'].map((id) => ({ id, ...fresh })));
		expect(house.creates).toHaveLength(3);
	});
});

describe('the files of a request', () => {
	/** A wish whose file is loaded anew each time, and how many of them are held at the moment. */
	function heavy() {
		const { request, spec } = requestOf();
		const held: Array<WeakRef<object>> = [];
		let loads = 0;
		const order: RenderWish = {
			spec,
			uploadBytes: async () => await Promise.resolve(1),
			build: async () => {
				loads++;
				const firstFrame = { fileId: 'file-9' };
				held.push(new WeakRef(firstFrame));
				return await Promise.resolve({ spec, request: { ...request, firstFrame } });
			},
		};
		return { order, loads: () => loads, held };
	}

	it('are loaded once, when the create is sent', async () => {
		const { run } = await openItemRun(lab);
		openHouse(lab.home);
		const { order, loads } = heavy();

		await outcomes(lab, run, [{ order, reuseWithinMs: 60_000 }]);

		expect(loads()).toBe(1);
	});

	it('are not loaded for a render that is taken up', async () => {
		const first = await openItemRun(lab);
		openHouse(lab.home);
		await outcomes(lab, first.run, [{}]);
		const { run } = await secondTry(lab, first);
		const { order, loads } = heavy();

		expect(await outcomes(lab, run, [{ order }])).toMatchObject([{ id: 'v0', resumed: true }]);
		expect(loads()).toBe(0);
	});

	it('are loaded again for a render made again', async () => {
		const { run } = await openItemRun(lab);
		openHouse(lab.home, { ends: [broken, { status: 'completed' }] });
		const { order, loads } = heavy();

		await outcomes(lab, run, [{ order, renderAgain: 1 }]);

		expect(loads()).toBe(2);
	});

	it.each([false, true])(
		'are not held while the render is followed (%s)',
		async (deleteWhenStopped) => {
			setFlagsFromString('--expose-gc');
			const collect = runInNewContext('gc') as () => void;
			const { run } = await openItemRun(lab);
			openHouse(lab.home, { renderMs: 600_000 });
			const { order, held } = heavy();
			const rendered = clip(run, { order, deleteWhenStopped });
			await lab.run(pause(5_000));
			collect();

			expect(held.map((file) => file.deref())).toEqual([undefined]);

			await lab.run(rendered);
		},
	);
});

describe('Render Again', () => {
	it.each([
		{ name: 'is off by default', renderAgain: 0, ends: [broken], creates: 1, result: 'error' },
		{ name: 'once is enough', renderAgain: 1, ends: [broken, {}], creates: 2, result: 2 },
		{ name: 'thrice', renderAgain: 3, ends: [broken, broken, broken, {}], creates: 4, result: 4 },
		{ name: 'no more often', renderAgain: 2, ends: [broken], creates: 3, result: 'error' },
		{
			name: 'not after the content rules',
			renderAgain: 3,
			ends: [blocked],
			creates: 1,
			result: 'error',
		},
		{ name: 'not after bad input', renderAgain: 3, ends: [invalid], creates: 1, result: 'error' },
		{
			name: 'not after somebody cancelled it',
			renderAgain: 3,
			ends: [{ status: 'cancelled' }],
			creates: 1,
			result: 'error',
		},
		{
			name: 'not when the second is stopped by the rules',
			renderAgain: 3,
			ends: [broken, blocked],
			creates: 2,
			result: 'error',
		},
	])('$name', async ({ renderAgain, ends, creates, result }) => {
		const { run } = await openItemRun(lab);
		const all = ends.map((end) => ({ status: 'completed', ...end }));
		const house = openHouse(lab.home, { ends: all });

		const [outcome] = await outcomes(lab, run, [{ renderAgain }]);

		expect(house.creates).toHaveLength(creates);
		expect(run.memory.created.all()).toHaveLength(creates);
		if (result === 'error') expect(outcome).toBeInstanceOf(Error);
		else expect(outcome).toMatchObject({ tries: result, id: `v${creates - 1}` });
	});

	it('adds up the waits and the status requests', async () => {
		const { run } = await openItemRun(lab);
		openHouse(lab.home, { ends: [broken, { status: 'completed' }] });

		const { facts } = await lab.run(clip(run, { renderAgain: 1 }));

		expect(facts.waitMs).toBe(lab.elapsedMs());
		expect(facts.statusRequests).toBe(lab.home.lines.length - 2);
	});

	it('keeps within Max Videos per Run', async () => {
		const { run } = await openItemRun(lab, { spending: { maxVideos: 2 } });
		const house = openHouse(lab.home, { ends: [broken] });

		expect(await outcomes(lab, run, [{ renderAgain: 3 }])).toEqual([error('overLimit')]);
		expect(house.creates).toHaveLength(2);
	});
});

describe('Delete When Stopped', () => {
	async function stopped(changes: Partial<RenderOptions>) {
		const cancel = new AbortController();
		const { run } = await openItemRun(lab, { cancelSignal: cancel.signal });
		openHouse(lab.home);
		setTimeout(() => cancel.abort(), 1_000);
		return await outcomes(
			lab,
			run,
			[0, 1].map((itemIndex) => ({ itemIndex, ...changes })),
		);
	}

	it('deletes what is unfinished when the execution is stopped', async () => {
		expect(await stopped({ deleteWhenStopped: true })).toEqual(Array(2).fill(error('cancelled')));
		expect(lab.home.lines.filter((line) => line.startsWith('DELETE')).sort()).toEqual([
			'DELETE /v1/videos/v0',
			'DELETE /v1/videos/v1',
		]);
	});

	it('is off by default', async () => {
		expect(await stopped({})).toEqual(Array(2).fill(error('cancelled')));
		expect(lab.home.lines.filter((line) => line.startsWith('DELETE'))).toEqual([]);
	});

	it('leaves a render alone that another execution has started', async () => {
		const reuse = { reuseWithinMs: 3_600_000 };
		const first = await openItemRun(lab);
		const house = openHouse(lab.home, { renderMs: 60_000 });
		await outcomes(lab, first.run, [{ ...reuse, wait: false }]);
		const cancel = new AbortController();
		const { staticData } = first.opened;
		const second = await openItemRun(lab, { staticData, cancelSignal: cancel.signal });
		setTimeout(() => cancel.abort(), 5_000);

		const all = await outcomes(lab, second.run, [{ ...reuse, deleteWhenStopped: true }]);

		expect(all).toEqual([error('cancelled')]);
		expect(house.videos).toHaveLength(1);
	});

	it('leaves a render alone that another execution is using', async () => {
		const reuse = { reuseWithinMs: 3_600_000 };
		const cancel = new AbortController();
		const first = await openItemRun(lab, { cancelSignal: cancel.signal });
		const house = openHouse(lab.home, { renderMs: 60_000 });
		const made = clip(first.run, { ...reuse, deleteWhenStopped: true }).catch(toSoraError);
		setTimeout(() => cancel.abort(), 20_000);
		await lab.run(pause(5_000));
		const second = await openItemRun(lab, { staticData: first.opened.staticData });

		const all = await Promise.all([made, outcomes(lab, second.run, [reuse])]);

		expect(all).toEqual([error('cancelled'), [{ id: 'v0', ...fresh, reused: true }]]);
		expect(house.videos).toHaveLength(1);
	});

	it('leaves a render alone whose neighbour failed: it is paid for', async () => {
		const { run, stopRun } = await openItemRun(lab);
		openHouse(lab.home);
		setTimeout(stopRun, 1_000);

		await outcomes(lab, run, [{ deleteWhenStopped: true }]);

		expect(lab.home.lines.filter((line) => line.startsWith('DELETE'))).toEqual([]);
	});

	it('leaves a render alone that was given up: Download can still fetch it', async () => {
		const { run } = await openItemRun(lab, { spending: { giveUpAfterMs: 5_000 } });
		openHouse(lab.home);

		expect(await outcomes(lab, run, [{ deleteWhenStopped: true }])).toEqual([error('timeout')]);
		expect(lab.home.lines.filter((line) => line.startsWith('DELETE'))).toEqual([]);
	});

	it('that does not work changes nothing about the end', async () => {
		const cancel = new AbortController();
		const { run } = await openItemRun(lab, { cancelSignal: cancel.signal });
		lab.home.plan(json({ id: 'v0', status: 'queued' }, 202));
		lab.home.always(reset);
		setTimeout(() => cancel.abort(), 1_000);

		expect(await outcomes(lab, run, [{ deleteWhenStopped: true }])).toEqual([error('cancelled')]);
	});
});
