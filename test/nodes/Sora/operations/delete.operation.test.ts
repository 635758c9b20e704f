import { nodeBench, videoAnswer } from './nodeRun';

const bench = nodeBench();

const video1 = { videoId: { __rl: true as const, mode: 'id', value: 'video_1' } };
const gone = { error: { message: "Video with id 'video_1' not found." } };

it.each([
	{ name: 'OpenAI', status: 200, body: { id: 'video_1', object: 'video.deleted', deleted: true } },
	{ name: 'SGLang', status: 200, body: { id: 'video_1', status: 'deleted' } },
	{ name: 'TensorRT-LLM', status: 200, body: { deleted: true } },
	{ name: 'a server that answers nothing', status: 204, body: '' },
])('says that the video is deleted, as $name answers', async ({ status, body }) => {
	bench.expect('DELETE /videos/video_1', body, { status });

	const { items } = await bench.run('delete', video1);

	expect(items).toEqual([{ json: { deleted: true, id: 'video_1' }, pairedItem: { item: 0 } }]);
});

it.each([
	{ status: 404, body: gone, looks: 1 },
	{ status: 410, body: gone, looks: 0 },
	{ status: 400, body: { code: 'task_not_exist', message: 'task_not_exist' }, looks: 0 },
])('a video that is gone already is a success ($status)', async ({ status, body, looks }) => {
	bench.expect('DELETE /videos/video_1', body, { status });
	if (looks > 0) bench.expect('GET /videos/video_1', gone, { status: 404 });

	const { items } = await bench.run('delete', video1);

	expect(items[0]?.json).toEqual({ deleted: true, id: 'video_1' });
});

it('a video that is gone already is an error where the user wants one', async () => {
	bench.expect('DELETE /videos/video_1', gone, { status: 404 });
	bench.expect('GET /videos/video_1', gone, { status: 404 });

	const { error } = await bench.run('delete', { ...video1, options: { failWhenGone: true } });

	expect(error?.context).toMatchObject({ kind: 'notFound', videoId: 'video_1' });
});

it('a video that the server keeps is an error', async () => {
	bench.expect('DELETE /videos/video_1', { deleted: false });

	const { error } = await bench.run('delete', video1);

	expect(error).toMatchObject({
		message: expect.stringContaining('did not delete') as unknown,
		context: { kind: 'notReady', videoId: 'video_1' },
	});
});

it('a server that does not know the request keeps the video, which is no success', async () => {
	bench.expect('DELETE /videos/video_1', { detail: 'Not Found' }, { status: 404 });
	bench.expect('GET /videos/video_1', videoAnswer());

	const { error } = await bench.run('delete', video1);

	expect(error).toMatchObject({
		message: expect.stringContaining('cannot delete videos') as unknown,
		context: { kind: 'notSupported', videoId: 'video_1' },
	});
});

it('a server that cannot delete says so', async () => {
	bench.expect('DELETE /videos/video_1', { detail: 'Method Not Allowed' }, { status: 405 });

	const { error } = await bench.run('delete', video1);

	expect(error).toMatchObject({
		message: expect.stringContaining('cannot delete videos') as unknown,
		context: { kind: 'notSupported', videoId: 'video_1' },
	});
});

it('a video that is being saved is deleted a moment later', async () => {
	bench.expect('DELETE /videos/video_1', { detail: 'Please try again later.' }, { status: 409 });
	bench.expect('DELETE /videos/video_1', { deleted: true });

	expect((await bench.run('delete', video1)).items).toHaveLength(1);
});

it('no id can reach another endpoint', async () => {
	bench.expect('DELETE /videos/a%2F..%2F..%2Fmodels', { deleted: true });
	const id = (value: string) => ({ videoId: { __rl: true as const, mode: 'id', value } });

	const { items } = await bench.run('delete', [id('..'), id('a/../../models')], {
		items: [{ json: {} }, { json: {} }],
		continueOnFail: true,
	});

	expect(items.map(({ json }) => json)).toMatchObject([
		{ error: { kind: 'badInput' } },
		{ deleted: true, id: 'a/../../models' },
	]);
});
