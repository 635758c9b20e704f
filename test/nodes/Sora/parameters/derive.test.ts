import type { INodeParameters } from 'n8n-workflow';

import {
	buildEditRequest,
	buildExtendRequest,
	buildRemixRequest,
	readEditInput,
	readExtendInput,
	readRemixInput,
} from '../../../../nodes/Sora/parameters/derive';
import { binaryOf } from '../../../support/fakeContext';
import { mp4 } from '../operations/mediaFiles';
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
	const { request, known } = buildRemixRequest(readRemixInput(contextOf({}), 0));

	expect(request).toMatchObject({
		endpoint: { name: 'remix', videoId: 'video_1' },
		fields: [prompt],
		limitMs: 300_000,
	});
	expect(known).toEqual({ prompt: 'at night' });
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
