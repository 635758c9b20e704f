import type { INodeParameters } from 'n8n-workflow';

import { unknownClip } from '../../../../nodes/Sora/services/video';
import {
	loadSource,
	readVideoSource,
	specOfSource,
} from '../../../../nodes/Sora/parameters/videoSource';
import { json } from '../../../support/answers';
import { binaryOf } from '../../../support/fakeContext';
import { useLab } from '../lab';
import { mp4 } from '../operations/mediaFiles';
import { contextWith, refusalOf } from './reading';

const lab = useLab();

const locator = (value: string) => ({ __rl: true as const, mode: 'id', value });
const contextOf = (set: INodeParameters) =>
	contextWith(
		{
			videoSource: 'id',
			videoId: locator('video_1'),
			videoField: 'data',
			model: locator(''),
			...set,
		},
		[{ json: {}, binary: { data: binaryOf(mp4, 'video/mp4', 'own.mov') } }],
	);

const upload = { bytes: mp4, fileName: 'own.mp4', mimeType: 'video/mp4' };

const rows: Array<{ name: string; set: INodeParameters; expected: object }> = [
	{
		name: 'a video at the server, by its id',
		set: {},
		expected: { source: { videoId: 'video_1' } },
	},
	{
		name: 'a video at the server, whose model is its own',
		set: { model: locator('sora-2') },
		expected: { source: { videoId: 'video_1' } },
	},
	{
		name: 'an own file, by its real type',
		set: { videoSource: 'binary' },
		expected: { source: { upload } },
	},
	{
		name: 'an own file and a model',
		set: { videoSource: 'binary', model: locator('sora-2') },
		expected: { source: { upload }, model: 'sora-2' },
	},
];

it.each(rows)('the source is sent: $name', async ({ set, expected }) => {
	const context = contextOf(set);

	expect(await loadSource(context, 0, readVideoSource(context, 0))).toEqual(expected);
});

it.each([
	{ name: 'an unknown source', set: { videoSource: 'url' }, says: '"Video Source"' },
	{
		name: 'a field without a file',
		set: { videoSource: 'binary', videoField: 'clip' },
		says: '"clip"',
	},
	{ name: 'no video', set: { videoId: locator('') }, says: 'No Video' },
])('$name is refused', ({ set, says }) => {
	expect(refusalOf(() => readVideoSource(contextOf(set), 0))).toContain(says);
});

it('of a video at the server is known what the server says', async () => {
	const { server } = await lab.open();
	const clip = { model: 'sora-2', size: '1280x720', seconds: 8 };
	lab.home.always(json({ id: 'video_1', status: 'completed', ...clip }));

	const spec = await lab.run(specOfSource(server, { from: 'id', videoId: 'video_1' }));

	expect(spec).toMatchObject(clip);
	expect(lab.home.lines).toEqual(['GET /v1/videos/video_1']);
});

it.each([
	{ model: 'sora-2', expected: { ...unknownClip, model: 'sora-2' } },
	{ model: undefined, expected: unknownClip },
])('of an own file with model $model no more is known', async ({ model, expected }) => {
	const { server } = await lab.open();

	expect(await specOfSource(server, { from: 'binary', field: 'data', model })).toEqual(expected);
	expect(lab.home.lines).toEqual([]);
});
