import { linesOf, nodeBench, unfinishedAnswer, videoAnswer } from './nodeRun';

const bench = nodeBench();

const video1 = { videoId: { __rl: true as const, mode: 'id', value: 'video_1' } };
const failed = { status: 'failed', error: { code: 'server_error', message: 'Something broke.' } };

it('gives exactly the ten simple fields', async () => {
	bench.expect('GET /videos/video_1', videoAnswer({ usage: { cost: 1 } }));

	const { items } = await bench.run('get', video1);

	expect(items).toEqual([
		{
			json: {
				id: 'video_1',
				status: 'completed',
				prompt: 'a paper boat',
				model: 'sora-2',
				seconds: 4,
				size: '1280x720',
				progress: 100,
				createdAt: '2026-11-21T00:00:00.000Z',
				completedAt: '2026-11-21T00:01:00.000Z',
				expiresAt: '2026-11-21T01:01:00.000Z',
			},
			pairedItem: { item: 0 },
		},
	]);
});

it('without Simplify gives what the server sent, brought to one form', async () => {
	bench.expect('GET /videos/video_1', videoAnswer({ status: 'SUCCESS', usage: { cost: 1 } }));

	const { items } = await bench.run('get', { ...video1, simplify: false });

	expect(items[0]?.json).toMatchObject({
		status: 'completed',
		serverStatus: 'SUCCESS',
		created_at: 1_795_219_200,
		createdAt: '2026-11-21T00:00:00.000Z',
		renderSeconds: 60,
		estimatedCostUsd: 0.4,
		usage: { cost: 1 },
	});
	expect(items[0]?.json).not.toHaveProperty('error');
});

it.each([true, false])(
	'a failed video is data, and carries no top-level error (simplify: %s)',
	async (simplify) => {
		bench.expect('GET /videos/video_1', videoAnswer(failed));

		const { items, error } = await bench.run('get', { ...video1, simplify });

		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ status: 'failed', failure: failed.error });
		expect(items[0]?.json).not.toHaveProperty('error');
	},
);

it('does not wait unless it is told to', async () => {
	bench.expect('GET /videos/video_1', unfinishedAnswer());

	const { items } = await bench.run('get', video1);

	expect(items[0]?.json).toMatchObject({ status: 'queued', completedAt: null });
});

it('waits when it is told to, and fetches no file', async () => {
	bench.expect('GET /videos/video_1', unfinishedAnswer());
	bench.expect('GET /videos/video_1', videoAnswer());

	const { items, sent } = await bench.run('get', { ...video1, waitForCompletion: true });

	expect(items[0]?.json).toMatchObject({ status: 'completed' });
	expect(items[0]).not.toHaveProperty('binary');
	expect(linesOf(sent)).toEqual(['GET /videos/video_1', 'GET /videos/video_1']);
});

it('a render waited for that fails is an error', async () => {
	bench.expect('GET /videos/video_1', unfinishedAnswer());
	bench.expect('GET /videos/video_1', videoAnswer(failed));

	const { error } = await bench.run('get', { ...video1, waitForCompletion: true });

	expect(error).toMatchObject({
		message: expect.stringContaining('Something broke.') as unknown,
		context: { kind: 'renderFailed', videoId: 'video_1' },
	});
});

it('as a tool it answers with the simple form, Simplify or not', async () => {
	bench.expect('GET /videos/video_1', videoAnswer());

	const { items } = await bench.run('get', { ...video1, simplify: false }, { isTool: true });

	expect(Object.keys(items[0]?.json ?? {})).toHaveLength(10);
});

it.each([
	{ name: '404', status: 404, body: { error: { message: 'Video not found' } } },
	{
		name: 'new-api’s 400',
		status: 400,
		body: { code: 'task_not_exist', message: 'task_not_exist' },
	},
])('an unknown id is said to be unknown, with the id: $name', async ({ status, body }) => {
	bench.expect('GET /videos/video_1', body, { status });

	const { error } = await bench.run('get', video1);

	expect(error).toMatchObject({
		message: expect.stringContaining('does not know this video') as unknown,
		context: { kind: 'notFound', videoId: 'video_1' },
	});
});

it('a lost answer is asked for again', async () => {
	bench.expect('GET /videos/video_1', 'Bad Gateway', { status: 502 });
	bench.expect(
		'GET /videos/video_1',
		{ error: { message: 'slow down' } },
		{
			status: 429,
			headers: { 'retry-after': '4' },
		},
	);
	bench.expect('GET /videos/video_1', videoAnswer());
	const startedAt = bench.clock.now();

	const { items } = await bench.run('get', video1);

	expect(items).toHaveLength(1);
	expect(bench.clock.now() - startedAt).toBeGreaterThanOrEqual(4_000);
});

it('each item asks for its own video, and keeps its place', async () => {
	const id = (value: string) => ({ videoId: { __rl: true as const, mode: 'id', value } });
	bench.expect('GET /videos/a', videoAnswer({ id: 'a' }), { afterMs: 5_000 });
	bench.expect('GET /videos/b', videoAnswer({ id: 'b' }));

	const { items } = await bench.run('get', [id('a'), id('b')], {
		items: [{ json: {} }, { json: {} }],
	});

	expect(items.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual([
		['a', { item: 0 }],
		['b', { item: 1 }],
	]);
});
