import type { INodeParameters } from 'n8n-workflow';

import { binaryOf } from '../../../support/fakeContext';
import { mp4 } from './mediaFiles';
import { encodingOf, fieldsOf, nodeBench, unfinishedAnswer, videoAnswer } from './nodeRun';

const bench = nodeBench();

const extend = {
	videoId: { __rl: true as const, mode: 'id', value: 'video_1' },
	prompt: 'the boat sinks',
};
const withoutWait = { ...extend, waitForCompletion: false };

const rows: Array<{ name: string; set: INodeParameters; seconds: string }> = [
	{ name: 'as the form stands', set: {}, seconds: '4' },
	{ name: 'as a number', set: { seconds: 12 }, seconds: '12' },
	{ name: 'of the user’s own', set: { seconds: 'custom', customSeconds: 5 }, seconds: '5' },
];

it.each(rows)('sends the seconds to add, $name', async ({ set, seconds }) => {
	bench.expect('POST /videos/extensions', unfinishedAnswer({ id: 'video_2' }));

	const { sent } = await bench.run('extend', { ...withoutWait, ...set });

	expect(encodingOf(sent[0])).toBe('json');
	expect(await fieldsOf(sent[0])).toEqual({
		prompt: 'the boat sinks',
		video: { id: 'video_1' },
		seconds,
	});
});

it('takes an own file', async () => {
	bench.expect('POST /videos/extensions', unfinishedAnswer({ id: 'video_2' }));

	const { sent } = await bench.run(
		'extend',
		{ ...withoutWait, videoSource: 'binary', videoField: 'clip' },
		{ items: [{ json: {}, binary: { clip: binaryOf(mp4, 'video/mp4', 'own.mp4') } }] },
	);

	expect(await fieldsOf(sent[0])).toEqual({
		prompt: 'the boat sinks',
		video: { name: 'own.mp4', type: 'video/mp4', size: mp4.length },
		seconds: '4',
	});
});

it('shows the length of the whole clip, as the server gives it', async () => {
	bench.expect('POST /videos/extensions', unfinishedAnswer({ id: 'video_2', seconds: '8' }));
	bench.expect('GET /videos/video_2', videoAnswer({ id: 'video_2', seconds: '8' }));
	bench.expect('GET /videos/video_2/content', mp4);

	const { items, stored } = await bench.run('extend', extend);

	expect(items[0]?.json).toMatchObject({ id: 'video_2', seconds: 8 });
	expect(stored).toHaveLength(1);
});

it('does not take the seconds added for the length of the clip', async () => {
	const answer = unfinishedAnswer({ id: 'video_2', seconds: null, prompt: null });
	bench.expect('POST /videos/extensions', answer);

	const { items } = await bench.run('extend', withoutWait);

	expect(items[0]?.json).toMatchObject({ prompt: 'the boat sinks', seconds: null });
});

it('a clip that is not finished is refused by the server, and nothing is lost', async () => {
	const body = { error: { message: 'Video is not completed', param: 'video', code: null } };
	bench.expect('POST /videos/extensions', body, { status: 400 });

	const { error } = await bench.run('extend', extend);

	expect(error).toMatchObject({
		message: expect.stringContaining('Video is not completed') as unknown,
		context: { kind: 'badInput', videoIds: [] },
	});
});

it('with a duration that is none nothing is sent', async () => {
	const { error, sent } = await bench.run('extend', { ...extend, seconds: 'soon' });

	expect(error?.message).toMatch(/"Duration"/);
	expect(sent).toEqual([]);
});
