import { sleep } from 'n8n-workflow';

import { idOf, promptItems, stagePerTest, workflowFor, type Stage } from './stage';

const open = stagePerTest();

const lines = (requests: Array<{ method: string; path: string }>) =>
	requests.map(({ method, path }) => `${method} ${path.replace(/^\/v1/, '')}`);

const nodeItems = (...ids: string[]) => ids.map((id) => ({ json: { id, prompt: 'more rain' } }));

describe('Create', () => {
	it('turns each prompt into an item with its file, paired and in order', async () => {
		const stage = await open();

		const result = await stage.play(await workflowFor('create'), {
			items: promptItems('a paper boat', 'a paper plane'),
		});

		expect(result.status).toBe('success');
		const items = result.items('Sora');
		expect(items.map(({ json }) => json.prompt)).toEqual(['a paper boat', 'a paper plane']);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(items[0]?.json).toEqual({
			id: expect.stringMatching(/^video_/) as unknown,
			object: 'video',
			model: 'sora-2',
			status: 'completed',
			serverStatus: 'completed',
			progress: 100,
			prompt: 'a paper boat',
			size: '720x1280',
			seconds: 4,
			created_at: 1_795_219_200,
			completed_at: 1_795_219_203,
			expires_at: 1_795_222_803,
			createdAt: '2026-11-21T00:00:00.000Z',
			completedAt: '2026-11-21T00:00:03.000Z',
			expiresAt: '2026-11-21T01:00:03.000Z',
			remixed_from_video_id: null,
			renderSeconds: 3,
			estimatedCostUsd: 0.4,
			run: {
				version: 1,
				tries: 1,
				reused: false,
				resumed: false,
				renderSeconds: 3,
				waitSeconds: expect.closeTo(3, 0) as unknown,
				statusRequests: expect.any(Number) as unknown,
				estimatedCostUsd: 0.4,
			},
		});
		expect(items[0]?.binary?.data).toMatchObject({
			mimeType: 'video/mp4',
			fileName: `${idOf(items[0])}.mp4`,
		});
		expect(stage.simulator.videos).toHaveLength(2);
	});

	it('gives the queued video at once when it does not wait', async () => {
		const stage = await open();
		const startedAt = stage.clock.now();

		const result = await stage.play(
			await workflowFor('create', { parameters: { waitForCompletion: false } }),
			{ items: promptItems('a paper boat') },
		);

		expect(result.items('Sora')).toEqual([
			{
				json: expect.objectContaining({ status: 'queued', prompt: 'a paper boat' }) as unknown,
				pairedItem: { item: 0 },
			},
		]);
		expect(lines(stage.sent())).toEqual(['POST /videos']);
		expect(stage.clock.now()).toBe(startedAt);
	});

	it('sends the prompt as a form, and leaves all that is Automatic to the server', async () => {
		const stage = await open();

		await stage.play(await workflowFor('create'), { items: promptItems('a paper boat') });

		expect(stage.sent()[0]).toMatchObject({
			route: 'create',
			bodyKind: 'multipart',
			body: { prompt: 'a paper boat' },
			fieldNames: ['prompt'],
			files: [],
		});
	});
});

describe('Download', () => {
	it('waits for the render and returns its file', async () => {
		const stage = await open();
		const [done = ''] = await stage.renderVideos('a paper boat');

		const result = await stage.play(await workflowFor('download'), { items: nodeItems(done) });

		expect(result.items('Sora')).toMatchObject([
			{ json: { id: done, status: 'completed' }, binary: { data: { mimeType: 'video/mp4' } } },
		]);
		expect(lines(stage.sent())).toEqual([`GET /videos/${done}`, `GET /videos/${done}/content`]);
	});

	it('takes up a render that Create did not wait for', async () => {
		const stage = await open();
		const create = await workflowFor('create', { parameters: { waitForCompletion: false } });
		const created = await stage.play(create, { items: promptItems('[40s] a paper boat') });

		const result = await stage.play(await workflowFor('download'), {
			items: created.items('Good').map(({ json }) => ({ json })),
		});

		expect(result.items('Sora')).toMatchObject([
			{ json: { status: 'completed', renderSeconds: 40 }, binary: { data: {} } },
		]);
	});
});

describe('Get', () => {
	it('gives the ten simple fields', async () => {
		const stage = await open();
		const [id = ''] = await stage.renderVideos('a paper boat');

		const result = await stage.play(await workflowFor('get'), { items: nodeItems(id) });

		expect(result.items('Sora')).toEqual([
			{
				json: {
					id,
					status: 'completed',
					prompt: 'a paper boat',
					model: 'sora-2',
					seconds: 4,
					size: '720x1280',
					progress: 100,
					createdAt: '2026-11-21T00:00:00.000Z',
					completedAt: '2026-11-21T00:00:00.000Z',
					expiresAt: '2026-11-21T01:00:00.000Z',
				},
				pairedItem: { item: 0 },
			},
		]);
	});
});

describe('Get Many', () => {
	it('lists all videos of several pages, newest first', async () => {
		const stage = await open();
		const prompts = Array.from({ length: 120 }, (_, index) => `take ${index}`);
		await stage.renderVideos(...prompts);

		const workflow = await workflowFor('getMany', { parameters: { returnAll: true } });
		const result = await stage.play(workflow);

		expect(result.items('Sora').map(({ json }) => json.prompt)).toEqual([...prompts].reverse());
		expect(stage.sent()).toHaveLength(2);
		const paired = result.items('Sora').map(({ pairedItem }) => pairedItem);
		expect(paired).toEqual(prompts.map(() => ({ item: 0 })));
	});
});

describe('a time filter of Get Many', () => {
	it.each([
		'={{ $now.minus({ minutes: 5 }) }}',
		'={{ $now.minus({ minutes: 5 }).toISO() }}',
		'={{ new Date(Date.now() - 300000) }}',
		'={{ Math.floor(Date.now() / 1000) - 300 }}',
	])('may be the expression %s', async (createdAfter) => {
		const stage = await open();
		await stage.renderVideos('old');
		await stage.settle(sleep(600_000));
		await stage.renderVideos('new');

		const parameters = { filters: { createdAfter } };
		const result = await stage.play(await workflowFor('getMany', { parameters }));

		expect(result.items('Sora').map(({ json }) => json.prompt)).toEqual(['new']);
	});
});

describe('Delete', () => {
	it('removes the video at the server', async () => {
		const stage = await open();
		const ids = await stage.renderVideos('one', 'two', 'three');

		const items = nodeItems(...ids.slice(0, 2));
		const result = await stage.play(await workflowFor('delete'), { items });

		expect(result.items('Sora')).toEqual(
			ids.slice(0, 2).map((id, item) => ({ json: { deleted: true, id }, pairedItem: { item } })),
		);
		expect(stage.simulator.videos.map(({ deleted }) => deleted)).toEqual([true, true, false]);
	});
});

describe('a new clip out of a finished one', () => {
	const rows = [
		{ operation: 'remix' as const, kind: 'remix', seconds: 4 },
		{ operation: 'edit' as const, kind: 'edit', seconds: 4 },
		{ operation: 'extend' as const, kind: 'extension', seconds: 8 },
	];

	it.each(rows)(
		'$operation renders it and returns its file',
		async ({ operation, kind, seconds }) => {
			const stage = await open();
			const [sourceId = ''] = await stage.renderVideos('a paper boat');

			const items = nodeItems(sourceId);
			const result = await stage.play(await workflowFor(operation), { items });

			expect(result.items('Sora')).toMatchObject([
				{
					json: { status: 'completed', prompt: 'more rain', seconds },
					binary: { data: { mimeType: 'video/mp4' } },
				},
			]);
			expect(stage.simulator.videos.at(-1)).toMatchObject({ kind, sourceId, prompt: 'more rain' });
		},
	);

	it.each(rows.slice(1))('$operation takes an own file', async ({ operation, kind }) => {
		const stage = await open();
		const [sourceId = ''] = await stage.renderVideos('a paper boat');
		const clip = await stage.contentOf(sourceId);

		const data = { data: clip.toString('base64'), mimeType: 'video/mp4', fileName: 'own.mp4' };
		const result = await stage.play(
			await workflowFor(operation, { parameters: { videoSource: 'binary' } }),
			{ items: [{ json: { prompt: 'more rain' }, binary: { data } }] },
		);

		expect(result.status).toBe('success');
		const { videos } = stage.simulator;
		expect(videos.at(-1)).toMatchObject({ kind, sourceId: null, prompt: 'more rain' });
		expect(stage.sent()[0]?.files).toMatchObject([
			{ name: 'video', filename: 'own.mp4', type: 'video/mp4', bytes: clip.length },
		]);
	});
});

describe('the lists of the form', () => {
	const list = async (stage: Stage, operation: 'create' | 'get', method: string) => {
		const context = stage.engine.open(await workflowFor(operation)).loadOptions('Sora');
		const search = stage.engine.nodeType('sora').methods?.listSearch?.[method];
		if (!search) throw new Error(`The node has no list ${method}`);
		return await stage.settle(search.call(context));
	};

	it('offer the models, those for video first', async () => {
		const { results } = await list(await open(), 'create', 'searchModels');

		const names = results.map(({ name }) => name);
		expect(names.slice(0, 2)).toEqual(['sora-2 · 4–20 s · 720p', 'sora-2-2025-10-06']);
		expect(names.at(-1)).toBe('whisper-1');
	});

	it('offer the videos of the server', async () => {
		const stage = await open();
		const [value] = await stage.renderVideos('a paper boat');

		const { results } = await list(stage, 'get', 'searchVideos');

		expect(results).toEqual([{ name: 'a paper boat · completed · 2026-11-21 00:00', value }]);
	});
});
