import { jpeg, mp4, webp } from './mediaFiles';
import { linesOf, nodeBench, unfinishedAnswer, videoAnswer } from './nodeRun';

const bench = nodeBench();

const video1 = { videoId: { __rl: true as const, mode: 'id', value: 'video_1' } };
const allFiles = { ...video1, outputFiles: ['spritesheet', 'video', 'thumbnail'] };

const expectVideo = (changes = {}) => bench.expect('GET /videos/video_1', videoAnswer(changes));
const expectContent = (query = '', body: unknown = mp4, status = 200) =>
	bench.expect(`GET /videos/video_1/content${query}`, body, { status });

describe('files', () => {
	it('go to the fields data, data_thumbnail and data_spritesheet', async () => {
		expectVideo();
		expectContent();
		expectContent('?variant=thumbnail', webp);
		expectContent('?variant=spritesheet', jpeg);

		const { items, stored } = await bench.run('download', allFiles);

		expect(Object.keys(items[0]?.binary ?? {})).toEqual([
			'data',
			'data_thumbnail',
			'data_spritesheet',
		]);
		expect(stored).toMatchObject([
			{ fileName: 'video_1.mp4', mimeType: 'video/mp4', content: mp4 },
			{ fileName: 'video_1_thumbnail.webp', mimeType: 'image/webp', content: webp },
			{ fileName: 'video_1_spritesheet.jpg', mimeType: 'image/jpeg', content: jpeg },
		]);
		expect(items[0]?.json).not.toHaveProperty('missingFiles');
	});

	it('go to the field of another name, when it is set', async () => {
		expectVideo();
		expectContent();
		expectContent('?variant=thumbnail', webp);

		const { items } = await bench.run('download', {
			...video1,
			outputFiles: ['video', 'thumbnail'],
			binaryPropertyName: 'clip',
		});

		expect(Object.keys(items[0]?.binary ?? {})).toEqual(['clip', 'clip_thumbnail']);
	});

	it('that the server does not have are named, and the clip is delivered', async () => {
		expectVideo();
		expectContent();
		for (let tries = 0; tries < 2; tries++) {
			expectContent('?variant=thumbnail', { detail: 'Variant not found' }, 404);
		}
		// A server that ignores the variant sends the clip again.
		expectContent('?variant=spritesheet', mp4);

		const { items } = await bench.run('download', allFiles);

		expect(items[0]?.json.missingFiles).toEqual(['thumbnail', 'spritesheet']);
		expect(Object.keys(items[0]?.binary ?? {})).toEqual(['data']);
	});

	it('without the clip are an error, since the clip is what was paid for', async () => {
		expectVideo();
		for (let tries = 0; tries < 5; tries++) expectContent('', { detail: 'gone' }, 404);

		const { error } = await bench.run('download', allFiles);

		expect(error?.context).toMatchObject({ kind: 'notFound', videoId: 'video_1' });
	});

	it.each([
		{ name: 'JSON', body: '{"output_path":"/outputs/video_1.mp4"}', says: /output_path/ },
		{ name: 'HTML', body: '<html><body>Please sign in</body></html>', says: /Please sign in/ },
		{ name: 'a picture', body: jpeg, says: /image\/jpeg/ },
	])('with $name in place of the clip are an error that quotes it', async ({ body, says }) => {
		expectVideo();
		const isText = typeof body === 'string';
		for (let tries = 0; tries < (isText ? 2 : 1); tries++) expectContent('', body);

		const { error, stored } = await bench.run('download', video1);

		expect(error?.message).toMatch(says);
		expect(error?.context).toMatchObject({ kind: 'notSupported', videoId: 'video_1' });
		expect(stored).toEqual([]);
	});

	it('lie elsewhere and are fetched there without the key', async () => {
		expectVideo({ url: 'https://cloud.example.org/video_1.mp4' });
		expectContent('', { detail: 'Video has been uploaded to cloud storage' }, 400);
		bench.expectAt('GET https://cloud.example.org/video_1.mp4', mp4);

		const { sent, stored } = await bench.run('download', video1);

		expect(stored).toMatchObject([{ content: mp4 }]);
		expect(sent[1]?.headers).toHaveProperty('authorization');
		expect(sent[2]?.headers).not.toHaveProperty('authorization');
	});
});

describe('waiting', () => {
	it('goes on until the render has ended', async () => {
		bench.expect('GET /videos/video_1', unfinishedAnswer());
		bench.expect('GET /videos/video_1', unfinishedAnswer({ status: 'in_progress' }));
		expectVideo();
		expectContent();

		const { items, sent } = await bench.run('download', video1);

		expect(items[0]?.json).toMatchObject({ status: 'completed' });
		expect(linesOf(sent)).toEqual([
			'GET /videos/video_1',
			'GET /videos/video_1',
			'GET /videos/video_1',
			'GET /videos/video_1/content',
		]);
	});

	it('ends with the time given, and says how to go on', async () => {
		const giveUpAfterMinutes = 0.05;
		for (let looks = 0; looks < 3; looks++) {
			bench.expect('GET /videos/video_1', unfinishedAnswer({ status: 'in_progress' }));
		}

		const limits = { giveUpAfterMinutes };
		const { error } = await bench.run('download', { ...video1, limits });

		expect(error).toMatchObject({
			context: { kind: 'timeout', videoId: 'video_1' },
			description: expect.stringMatching(/may cost money.*Download.*video_1/) as unknown,
		});
	});

	it('turned off, an unfinished video is refused without a misleading 404', async () => {
		bench.expect('GET /videos/video_1', unfinishedAnswer({ status: 'pending' }));

		const { error, sent } = await bench.run('download', { ...video1, waitForCompletion: false });

		expect(error).toMatchObject({
			message: expect.stringContaining('"pending"') as unknown,
			description: expect.stringContaining('Wait for Completion') as unknown,
			context: { kind: 'notReady', videoId: 'video_1' },
		});
		expect(sent).toHaveLength(1);
	});

	it('turned off, a finished video is downloaded', async () => {
		expectVideo();
		expectContent();

		const { stored } = await bench.run('download', { ...video1, waitForCompletion: false });

		expect(stored).toHaveLength(1);
	});
});

describe.each([true, false])('a video whose time is over (waiting: %s)', (waitForCompletion) => {
	const over = { created_at: 1_795_215_539, expires_at: 1_795_219_199 };

	it('is delivered where the server still has it', async () => {
		expectVideo(over);
		expectContent();

		const { stored } = await bench.run('download', { ...video1, waitForCompletion });

		expect(stored).toMatchObject([{ content: mp4 }]);
	});

	it('is called expired where the server has it no longer', async () => {
		expectVideo(over);
		expectContent('', { detail: 'Not found' }, 404);

		const { error } = await bench.run('download', { ...video1, waitForCompletion });

		expect(error).toMatchObject({
			message: expect.stringContaining('2026-11-20T23:59:59.000Z') as unknown,
			context: { kind: 'expired', videoId: 'video_1' },
		});
	});
});

it('a failed render is an error with the reason of the server', async () => {
	expectVideo({
		status: 'failed',
		error: { code: 'moderation_blocked', message: 'No real people.' },
	});

	const { error } = await bench.run('download', video1);

	expect(error).toMatchObject({
		message: expect.stringContaining('No real people.') as unknown,
		context: { kind: 'policy', videoId: 'video_1' },
	});
});

it('a server that answers a failed render with its status is understood', async () => {
	const body = videoAnswer({
		status: 'failed',
		error: { code: 500, message: 'CUDA out of memory' },
	});
	bench.expect('GET /videos/video_1', body, { status: 500 });

	const { error } = await bench.run('download', video1);

	expect(error).toMatchObject({
		message: expect.stringContaining('ran out of graphics memory') as unknown,
		context: { kind: 'renderFailed', videoId: 'video_1' },
	});
});

describe('Delete After Download', () => {
	const deleting = { ...video1, options: { deleteAfterDownload: true } };

	it('deletes the video once its file is here', async () => {
		expectVideo();
		expectContent();
		bench.expect('DELETE /videos/video_1', { deleted: true });

		const { items, stored } = await bench.run('download', deleting);

		expect(items[0]?.json.deletedFromServer).toBe(true);
		expect(stored).toHaveLength(1);
	});

	it('that fails is said, and takes nothing away', async () => {
		expectVideo();
		expectContent();
		bench.expect('DELETE /videos/video_1', { detail: 'Method Not Allowed' }, { status: 405 });

		const { items } = await bench.run('download', deleting);

		expect(items[0]?.json).toMatchObject({
			deletedFromServer: false,
			deleteProblem: expect.stringContaining('cannot delete videos') as unknown,
		});
		expect(items[0]?.binary?.data).toBeDefined();
	});

	it('keeps the video when only its thumbnail was fetched', async () => {
		expectVideo();
		expectContent('?variant=thumbnail', webp);

		const { items } = await bench.run('download', { ...deleting, outputFiles: ['thumbnail'] });

		expect(items[0]?.binary).toHaveProperty('data');
		expect(items[0]?.json).not.toHaveProperty('deletedFromServer');
	});

	it('keeps the video when its file did not arrive', async () => {
		expectVideo();
		for (let tries = 0; tries < 2; tries++) expectContent('', '{"error":"no"}');

		expect((await bench.run('download', deleting)).error?.context.kind).toBe('notSupported');
	});
});

it('an unknown id is said to be unknown, with the id', async () => {
	bench.expect('GET /videos/video_1', { error: { message: 'Not found' } }, { status: 404 });

	const { error } = await bench.run('download', video1);

	expect(error?.context).toMatchObject({ kind: 'notFound', videoId: 'video_1' });
});

it('without a video chosen nothing is sent', async () => {
	const { error, sent } = await bench.run('download', {
		videoId: { __rl: true, mode: 'list', value: '' },
	});

	expect(error?.message).toMatch(/No Video is chosen/);
	expect(sent).toEqual([]);
});

it('an id with signs of its own reaches the server whole', async () => {
	const id = 'video_bGl0ZWxsbTo+/w==';
	const path = `/videos/${encodeURIComponent(id)}`;
	bench.expect(`GET ${path}`, videoAnswer({ id }));
	bench.expect(`GET ${path}/content`, mp4);

	const { items } = await bench.run('download', { videoId: { __rl: true, mode: 'id', value: id } });

	expect(items[0]?.json.id).toBe(id);
});

it('as a tool it answers with the simple form', async () => {
	expectVideo();
	expectContent();

	const { items } = await bench.run('download', video1, { isTool: true });

	expect(Object.keys(items[0]?.json ?? {})).toHaveLength(10);
	expect(items[0]?.binary?.data).toBeDefined();
});

it('a 401 of the place where one file lies says nothing about the key of the others', async () => {
	const ids = ['video_1', 'video_2', 'video_3'];
	const elsewhere = 'https://cdn.example.org/a.mp4';
	bench.expect('GET /videos/video_1', videoAnswer({ url: elsewhere }));
	bench.expect('GET /videos/video_1/content', { detail: 'It lies elsewhere' }, { status: 400 });
	bench.expectAt(`GET ${elsewhere}`, { error: 'Signature' }, { status: 401 });
	for (const id of ids.slice(1)) {
		// Slow enough for the third to begin after the first has failed.
		bench.expect(`GET /videos/${id}`, videoAnswer({ id }), { afterMs: 1_000 });
		bench.expect(`GET /videos/${id}/content`, mp4);
	}

	const { items } = await bench.run(
		'download',
		ids.map((value) => ({
			videoId: { __rl: true as const, mode: 'id', value },
			limits: { parallelRenders: 1 },
		})),
		{ continueOnFail: true, items: ids.map(() => ({ json: {} })) },
	);

	expect(items.map(({ json }) => json.id)).toEqual([undefined, 'video_2', 'video_3']);
});
