import { unknownClip } from '../../../../nodes/Sora/api/video';
import type { INodeParameters } from 'n8n-workflow';

import {
	buildEditRequest,
	buildExtendRequest,
	buildRemixRequest,
	editedClip,
	extendedClip,
	readEditInput,
	readExtendInput,
	readRemixInput,
	remixedClip,
} from '../../../../nodes/Sora/parameters/derive';
import { json } from '../../../support/answers';
import { binaryOf } from '../../../support/fakeContext';
import { mp4 } from '../operations/mediaFiles';
import { useLab } from '../lab';
import { contextWith, refusalOf } from './reading';

const form: INodeParameters = {
	prompt: 'at night',
	videoSource: 'id',
	videoId: { __rl: true, mode: 'id', value: 'video_1' },
	videoField: 'data',
	model: { __rl: true, mode: 'list', value: '' },
	seconds: '4',
	waitForCompletion: false,
	options: {},
};

const contextOf = (set: INodeParameters) =>
	contextWith({ ...form, ...set }, [
		{ json: {}, binary: { data: binaryOf(mp4, 'video/mp4', 'own.mp4') } },
	]);

const prompt = { key: 'prompt', value: 'at night' };
const upload = { bytes: mp4, fileName: 'own.mp4', mimeType: 'video/mp4' };

it('a remix takes the prompt alone', () => {
	const { request, spec } = buildRemixRequest(readRemixInput(contextOf({}), 0));

	expect(request).toMatchObject({
		endpoint: { name: 'remix', videoId: 'video_1' },
		fields: [prompt],
		limitMs: 300_000,
	});
	expect(spec).toEqual({ ...unknownClip, prompt: 'at night' });
});

const sources: Array<{ name: string; set: INodeParameters; fields: unknown[] }> = [
	{
		name: 'a video at the server',
		set: {},
		fields: [prompt, { key: 'video', nested: { id: 'video_1' } }],
	},
	{
		name: 'an own file',
		set: { videoSource: 'binary' },
		fields: [prompt, { key: 'video', upload }],
	},
	{
		name: 'an own file and a model',
		set: { videoSource: 'binary', model: { __rl: true, mode: 'id', value: 'sora-2' } },
		fields: [prompt, { key: 'video', upload }, { key: 'model', value: 'sora-2' }],
	},
	{
		name: 'a video at the server, whose model is its own',
		set: { model: { __rl: true, mode: 'id', value: 'sora-2' } },
		fields: [prompt, { key: 'video', nested: { id: 'video_1' } }],
	},
];

it.each(sources)('an edit of $name', async ({ set, fields }) => {
	const context = contextOf(set);
	const { request } = await buildEditRequest(context, readEditInput(context, 0), 0);

	expect(request).toMatchObject({ endpoint: { name: 'edit' }, fields });
});

it.each(sources)('an extension of $name', async ({ set, fields }) => {
	const context = contextOf({ ...set, seconds: 8 });
	const { request } = await buildExtendRequest(context, readExtendInput(context, 0), 0);

	expect(request).toMatchObject({
		endpoint: { name: 'extend' },
		fields: [...fields, { key: 'seconds', value: '8' }],
	});
});

it('an extension may leave its length to the server', async () => {
	const context = contextOf({ seconds: 'serverDefault' });
	const { request } = await buildExtendRequest(context, readExtendInput(context, 0), 0);

	expect(request.fields.map(({ key }) => key)).toEqual(['prompt', 'video']);
});

it('an extra field replaces a standard one', () => {
	const options = { extraBodyFields: { field: [{ name: 'prompt', value: 'by day' }] } };
	const { request } = buildRemixRequest(readRemixInput(contextOf({ options }), 0));

	expect(request.fields).toEqual([{ key: 'prompt', json: 'by day' }]);
});

it.each([
	{ name: 'an unknown source', set: { videoSource: 'url' }, says: '"Video Source"' },
	{
		name: 'a field without a file',
		set: { videoSource: 'binary', videoField: 'clip' },
		says: '"clip"',
	},
	{
		name: 'no video',
		set: { videoId: { __rl: true as const, mode: 'id', value: '' } },
		says: 'No Video',
	},
	{ name: 'no prompt', set: { prompt: '' }, says: 'Prompt is empty' },
])('$name is refused', ({ set, says }) => {
	expect(refusalOf(() => readEditInput(contextOf(set), 0))).toContain(says);
});

describe('what a new render will cost depends on', () => {
	const lab = useLab();
	const clip = { model: 'sora-2', size: '1280x720', seconds: 8 };
	const fromFile: INodeParameters = {
		videoSource: 'binary',
		model: { __rl: true, mode: 'id', value: 'sora-2' },
	};

	it('its source, for a remix and an edit', async () => {
		const { server } = await lab.open();
		lab.home.always(json({ id: 'video_1', status: 'completed', ...clip }));
		const context = contextOf({});

		const remixed = await lab.run(remixedClip({ server }, readRemixInput(context, 0)));
		const edited = await lab.run(editedClip({ server }, readEditInput(context, 0)));

		expect([remixed, edited]).toMatchObject([clip, clip]);
		expect(lab.home.lines).toEqual(Array(2).fill('GET /v1/videos/video_1'));
	});

	it('the seconds added, for an extension', async () => {
		const { server } = await lab.open();
		lab.home.always(json({ id: 'video_1', status: 'completed', ...clip }));
		const context = contextOf({ seconds: '4' });

		expect(await lab.run(extendedClip({ server }, readExtendInput(context, 0)))).toMatchObject({
			...clip,
			seconds: 4,
		});
	});

	it('nothing that is known, where the source is a file or the length is left to the server', async () => {
		const { server } = await lab.open();
		const edit = readEditInput(contextOf(fromFile), 0);
		const extend = readExtendInput(contextOf({ ...fromFile, seconds: 'serverDefault' }), 0);
		const unnamed = readEditInput(contextOf({ videoSource: 'binary' }), 0);

		expect(await editedClip({ server }, edit)).toEqual({
			prompt: null,
			model: 'sora-2',
			size: null,
			seconds: null,
		});
		expect(await extendedClip({ server }, extend)).toMatchObject({ seconds: null });
		expect(await editedClip({ server }, unnamed)).toMatchObject({ model: null });
		expect(lab.home.lines).toEqual([]);
	});
});
