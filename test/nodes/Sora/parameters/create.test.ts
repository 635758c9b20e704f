import type { INodeParameters } from 'n8n-workflow';

import { openServer } from '../../../../nodes/Sora/api/server';
import {
	buildCreateRequest,
	createdClip,
	readCreateInput,
} from '../../../../nodes/Sora/parameters/create';
import { binaryOf } from '../../../support/fakeContext';
import { png } from '../operations/mediaFiles';
import { contextWith, refusalOf } from './reading';

const form: INodeParameters = {
	prompt: 'a boat',
	reference: 'none',
	size: '1280x720',
	seconds: '4',
	model: { __rl: true, mode: 'list', value: '' },
	waitForCompletion: true,
	outputFiles: ['video'],
	binaryPropertyName: 'data',
	promptDetails: {},
	modelSettings: {},
	options: {},
};

const contextOf = (set: INodeParameters, image = png(640, 480)) =>
	contextWith({ ...form, ...set }, [
		{ json: {}, binary: { data: binaryOf(image, 'image/png', 'first.png') } },
	]);

async function build(set: INodeParameters, image?: Buffer) {
	const context = contextOf(set, image);
	const server = await openServer(context);
	return await buildCreateRequest({ context, server }, readCreateInput(context, 0), 0);
}

const withImage = { reference: 'binary', referenceField: 'data' };

it('puts the form into a request, in the order of the API', async () => {
	const { request, spec } = await build({
		model: { __rl: true, mode: 'id', value: 'wan2.2' },
		modelSettings: { seed: 7 },
	});

	expect(request).toEqual({
		endpoint: { name: 'create' },
		fields: [
			{ key: 'prompt', value: 'a boat' },
			{ key: 'model', value: 'wan2.2' },
			{ key: 'seconds', value: '4' },
			{ key: 'size', value: '1280x720' },
			{ key: 'seed', value: 7 },
		],
		sendAs: 'automatic',
		limitMs: 300_000,
	});
	expect(spec).toEqual({ prompt: 'a boat', model: 'wan2.2', seconds: 4, size: '1280x720' });
});

it('sends nothing that was left to the server', async () => {
	const { request, spec } = await build({ size: 'serverDefault', seconds: 'serverDefault' });

	expect(request.fields).toEqual([{ key: 'prompt', value: 'a boat' }]);
	expect(spec).toEqual({ prompt: 'a boat', model: null, seconds: null, size: null });
});

it('takes the size of the image where it is to match', async () => {
	const { request, spec } = await build({ ...withImage, size: 'matchReference' });

	expect(request.fields).toContainEqual({ key: 'size', value: '640x480' });
	expect(spec.size).toBe('640x480');
});

const rows: Array<{ name: string; set: INodeParameters; says: RegExp | undefined }> = [
	{ name: 'OpenAI’s model', set: { model: 'sora-2' }, says: /640x480.*1280x720/ },
	{ name: 'OpenAI’s larger model', set: { model: 'sora-2-pro' }, says: /640x480.*1280x720/ },
	{
		name: 'OpenAI’s model, size matched',
		set: { model: 'sora-2', size: 'matchReference' },
		says: undefined,
	},
	{ name: 'OpenAI’s model, same size', set: { model: 'sora-2', size: '640x480' }, says: undefined },
	{
		name: 'OpenAI’s model, size left open',
		set: { model: 'sora-2', size: 'serverDefault' },
		says: undefined,
	},
	{ name: 'an open model', set: { model: 'wan2.2' }, says: undefined },
	{ name: 'the server’s own model', set: {}, says: undefined },
];

it.each(rows)('an image of another size than the clip, for $name', async ({ set, says }) => {
	const message = await build({ ...withImage, ...set }).then(
		() => undefined,
		(error: Error) => error.message,
	);

	if (says) expect(message).toMatch(says);
	else expect(message).toBeUndefined();
});

it('an image whose size cannot be read is not guessed at', async () => {
	const damaged = png(640, 480).subarray(0, 18);

	await expect(build({ ...withImage, size: 'matchReference' }, damaged)).rejects.toMatchObject({
		kind: 'badInput',
		message: expect.stringContaining('pixel size') as unknown,
	});
});

it.each(['none', 'fileId'])('no image can be matched with reference %s', (reference) => {
	const context = contextOf({ size: 'matchReference', reference, referenceFileId: 'file-9' });

	expect(refusalOf(() => readCreateInput(context, 0))).toMatch(/^badInput: .*no image to match/);
});

describe('the price of a clip depends on what is asked for:', () => {
	const clipOf = async (set: INodeParameters) => {
		const context = contextOf(set);
		const server = await openServer(context);
		return await createdClip({ context, server }, readCreateInput(context, 0), 0);
	};

	it.each<{ name: string; set: INodeParameters; expected: object }>([
		{
			name: 'the form',
			set: { model: { __rl: true, mode: 'id', value: 'sora-2' } },
			expected: { model: 'sora-2', size: '1280x720', seconds: 4 },
		},
		{
			name: 'the size of the image',
			set: { ...withImage, size: 'matchReference' },
			expected: { model: null, size: '640x480', seconds: 4 },
		},
		{
			name: 'an extra field in place of the form’s',
			set: { options: { extraBodyFields: { field: [{ name: 'seconds', value: '20' }] } } },
			expected: { model: null, size: '1280x720', seconds: 20 },
		},
		{
			name: 'nothing that is known',
			set: { size: 'serverDefault', seconds: 'serverDefault' },
			expected: { model: null, size: null, seconds: null },
		},
	])('$name', async ({ set, expected }) => {
		expect(await clipOf(set)).toMatchObject(expected);
	});
});
