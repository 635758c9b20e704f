import { binaryOf } from '../../../support/fakeContext';
import { mp4, png } from './mediaFiles';
import { encodingOf, fieldsOf, linesOf, nodeBench, unfinishedAnswer, videoAnswer } from './nodeRun';

const bench = nodeBench();

const edit = {
	videoId: { __rl: true as const, mode: 'id', value: 'video_1' },
	prompt: 'at night',
};
const withoutWait = { ...edit, waitForCompletion: false };
const ownFile = { prompt: 'at night', videoSource: 'binary', waitForCompletion: false };
const fileItem = (content: Buffer) => [
	{ json: {}, binary: { data: binaryOf(content, 'video/mp4', 'own.mov') } },
];

it('of a video at the server names it by its id, as JSON', async () => {
	bench.expect('POST /videos/edits', unfinishedAnswer({ id: 'video_2' }));

	const { sent, items } = await bench.run('edit', withoutWait);

	expect(encodingOf(sent[0])).toBe('json');
	expect(await fieldsOf(sent[0])).toEqual({ prompt: 'at night', video: { id: 'video_1' } });
	expect(items[0]?.json.id).toBe('video_2');
});

it('of a video at the server names it in brackets where a form is forced', async () => {
	bench.expect('POST /videos/edits', unfinishedAnswer({ id: 'video_2' }));

	const { sent } = await bench.run('edit', { ...withoutWait, options: { sendAs: 'multipart' } });

	expect(await fieldsOf(sent[0])).toEqual({ prompt: 'at night', 'video[id]': 'video_1' });
});

it.each(['automatic', 'json', 'multipart'])(
	'of an own file sends it as a form, since there is no other way (Send As %s)',
	async (sendAs) => {
		bench.expect('POST /videos/edits', unfinishedAnswer({ id: 'video_2' }));

		const { sent } = await bench.run(
			'edit',
			{
				...ownFile,
				model: { __rl: true, mode: 'id', value: 'sora-2' },
				options: { sendAs },
			},
			{ items: fileItem(mp4) },
		);

		expect(encodingOf(sent[0])).toBe('multipart');
		expect(await fieldsOf(sent[0])).toEqual({
			prompt: 'at night',
			video: { name: 'own.mp4', type: 'video/mp4', size: mp4.length },
			model: 'sora-2',
		});
	},
);

it('of an own file leaves an empty model to the server', async () => {
	bench.expect('POST /videos/edits', unfinishedAnswer({ id: 'video_2' }));

	const { sent } = await bench.run('edit', ownFile, { items: fileItem(mp4) });

	expect(await fieldsOf(sent[0])).not.toHaveProperty('model');
});

it('waits for the new video and returns its file', async () => {
	bench.expect('POST /videos/edits', unfinishedAnswer({ id: 'video_2' }));
	bench.expect('GET /videos/video_2', videoAnswer({ id: 'video_2' }));
	bench.expect('GET /videos/video_2/content', mp4);

	const { sent, stored } = await bench.run('edit', edit);

	expect(linesOf(sent)).toHaveLength(3);
	expect(stored).toMatchObject([{ fileName: 'video_2.mp4' }]);
});

it.each([
	{ name: 'no prompt', set: { prompt: ' ' }, says: /Prompt is empty/ },
	{
		name: 'no video',
		set: { videoId: { __rl: true as const, mode: 'list', value: '' } },
		says: /No Video is chosen/,
	},
	{
		name: 'no file in the field',
		set: { videoSource: 'binary' },
		says: /no file in the input field "data"/,
	},
])('with $name nothing is sent', async ({ set, says }) => {
	const { error, sent } = await bench.run('edit', { ...edit, ...set });

	expect(error?.message).toMatch(says);
	expect(sent).toEqual([]);
});

it('of a file that is no video is refused before it is sent', async () => {
	const { error, sent } = await bench.run('edit', ownFile, { items: fileItem(png(64, 64)) });

	expect(error).toMatchObject({
		message: expect.stringContaining('not a video') as unknown,
		context: { kind: 'badInput' },
	});
	expect(sent).toEqual([]);
});
