import { mp4 } from './mediaFiles';
import { encodingOf, fieldsOf, linesOf, nodeBench, unfinishedAnswer, videoAnswer } from './nodeRun';

const bench = nodeBench();

const remix = {
	videoId: { __rl: true as const, mode: 'id', value: 'video_1' },
	prompt: 'the boat is red',
};
const withoutWait = { ...remix, waitForCompletion: false };
const answer = { id: 'video_2', remixed_from_video_id: 'video_1', prompt: 'the boat is red' };

it('sends the prompt as JSON, which every server with a remix takes', async () => {
	bench.expect('POST /videos/video_1/remix', unfinishedAnswer(answer));

	const { sent, items } = await bench.run('remix', withoutWait);

	expect(encodingOf(sent[0])).toBe('json');
	expect(await fieldsOf(sent[0])).toEqual({ prompt: 'the boat is red' });
	expect(items[0]?.json).toMatchObject({
		id: 'video_2',
		status: 'queued',
		remixed_from_video_id: 'video_1',
	});
});

it('waits for the new video and returns its file', async () => {
	bench.expect('POST /videos/video_1/remix', unfinishedAnswer(answer));
	bench.expect('GET /videos/video_2', videoAnswer(answer));
	bench.expect('GET /videos/video_2/content', mp4);

	const { sent, stored, items } = await bench.run('remix', remix);

	expect(linesOf(sent).at(-1)).toBe('GET /videos/video_2/content');
	expect(stored).toMatchObject([{ fileName: 'video_2.mp4', content: mp4 }]);
	expect(items[0]?.json).toMatchObject({ id: 'video_2', status: 'completed' });
});

it('goes as a form where the user says so, extra fields with it', async () => {
	bench.expect('POST /videos/video_1/remix', unfinishedAnswer(answer));

	const extraBodyFields = { field: [{ name: 'seed', value: '7' }] };
	const { sent } = await bench.run('remix', {
		...withoutWait,
		options: { sendAs: 'multipart', extraBodyFields },
	});

	expect(encodingOf(sent[0])).toBe('multipart');
	expect(await fieldsOf(sent[0])).toEqual({ prompt: 'the boat is red', seed: '7' });
});

it('of an id with signs of its own reaches that video', async () => {
	bench.expect('POST /videos/a%2Fb%3D%3D/remix', unfinishedAnswer(answer));

	const { items } = await bench.run('remix', {
		...withoutWait,
		videoId: { __rl: true, mode: 'id', value: 'a/b==' },
	});

	expect(items).toHaveLength(1);
});

it.each([
	{ name: 'no prompt', set: { prompt: '' }, says: /Prompt is empty/ },
	{
		name: 'no video',
		set: { videoId: { __rl: true as const, mode: 'id', value: '' } },
		says: /No Video is chosen/,
	},
])('with $name nothing is sent', async ({ set, says }) => {
	const { error, sent } = await bench.run('remix', { ...remix, ...set });

	expect(error?.message).toMatch(says);
	expect(sent).toEqual([]);
});

it('is sent once, whatever the server answers', async () => {
	bench.expect('POST /videos/video_1/remix', { error: { message: 'oops' } }, { status: 500 });
	bench.expectMany('/videos', 2, () => ({ data: [] }));

	const { error, sent } = await bench.run('remix', remix);

	expect(linesOf(sent).filter((line) => line.startsWith('POST'))).toHaveLength(1);
	expect(error).toMatchObject({
		context: { kind: 'serverUnreachable' },
		description: expect.stringContaining('may exist') as unknown,
	});
});

it('says where the server has no remix', async () => {
	bench.expect('POST /videos/video_1/remix', { detail: 'Not Found' }, { status: 404 });
	bench.expect('GET /videos/video_1', videoAnswer({ id: 'video_1' }));

	expect((await bench.run('remix', remix)).error?.context.kind).toBe('notSupported');
});
