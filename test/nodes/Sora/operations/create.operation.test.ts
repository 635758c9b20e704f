import type { INodeParameters } from 'n8n-workflow';

import { binaryOf } from '../../../support/fakeContext';
import { mp4, png } from './mediaFiles';
import {
	encodingOf,
	fieldsOf,
	linesOf,
	nodeBench,
	origin,
	unfinishedAnswer,
	videoAnswer,
} from './nodeRun';

const bench = nodeBench();

const boat = { prompt: 'a paper boat' };
const withoutWait = { ...boat, waitForCompletion: false };

const pngItem = (width: number, height: number) => [
	{ json: {}, binary: { data: binaryOf(png(width, height), 'image/png', 'first.png') } },
];

/** The fields of the one create a run sends. */
async function sentFields(parameters: INodeParameters, items?: ReturnType<typeof pngItem>) {
	bench.expect('POST /videos', unfinishedAnswer());
	const { sent, error } = await bench.run(
		'create',
		{ ...withoutWait, ...parameters },
		items ? { items } : {},
	);
	expect(error).toBeUndefined();
	expect(linesOf(sent)).toEqual(['POST /videos']);
	return { fields: await fieldsOf(sent[0]), encoding: encodingOf(sent[0]) };
}

describe('what is sent', () => {
	const standard = { ...boat, seconds: '4', size: '1280x720' };
	const rows: Array<{ name: string; set: INodeParameters; fields: Record<string, unknown> }> = [
		{ name: 'the form as it stands', set: {}, fields: standard },
		{ name: 'seconds as a number', set: { seconds: 6 }, fields: { ...standard, seconds: '6' } },
		{ name: 'seconds as text', set: { seconds: '6' }, fields: { ...standard, seconds: '6' } },
		{ name: 'seconds with a unit', set: { seconds: '6 s' }, fields: { ...standard, seconds: '6' } },
		{
			name: 'custom seconds',
			set: { seconds: 'custom', customSeconds: 7.5 },
			fields: { ...standard, seconds: '7.5' },
		},
		{
			name: 'seconds left to the server',
			set: { seconds: 'serverDefault' },
			fields: { ...boat, size: '1280x720' },
		},
		{
			name: 'a size of an expression',
			set: { size: '832x480' },
			fields: { ...standard, size: '832x480' },
		},
		{
			name: 'a size with a multiplication sign',
			set: { size: '832 × 480' },
			fields: { ...standard, size: '832x480' },
		},
		{
			name: 'a custom size',
			set: { size: 'custom', customSize: '640X360' },
			fields: { ...standard, size: '640x360' },
		},
		{
			name: 'a size left to the server',
			set: { size: 'serverDefault' },
			fields: { ...boat, seconds: '4' },
		},
		{
			name: 'a model by id',
			set: { model: { __rl: true, mode: 'id', value: 'sora-2-pro' } },
			fields: { ...standard, model: 'sora-2-pro' },
		},
		{
			name: 'an empty model',
			set: { model: { __rl: true, mode: 'list', value: '' } },
			fields: standard,
		},
		{
			name: 'a model that an expression left null',
			set: { model: { __rl: true, mode: 'id', value: null } },
			fields: standard,
		},
		{
			name: 'details of the prompt, in their order',
			set: {
				promptDetails: {
					constraints: 'no text',
					styleText: '16 mm film',
					mood: 'calm',
					lighting: 'golden hour',
					cameraMoveText: 'rises slowly',
					cameraMove: 'crane shot',
				},
			},
			fields: {
				...standard,
				prompt: [
					'a paper boat',
					'',
					'Camera: crane shot, rises slowly',
					'Lighting: golden hour',
					'Mood: calm',
					'Style: 16 mm film',
					'Constraints: no text',
				].join('\n'),
			},
		},
		{
			name: 'settings of open models, those that are set',
			set: {
				modelSettings: {
					seed: 0,
					negativePrompt: 'blurry',
					inferenceSteps: 30,
					guidanceScale: 4.5,
					fps: 24,
					numFrames: 81,
				},
			},
			fields: {
				...standard,
				seed: '0',
				negative_prompt: 'blurry',
				num_inference_steps: '30',
				guidance_scale: '4.5',
				fps: '24',
				num_frames: '81',
			},
		},
		{
			name: 'an empty setting not at all',
			set: { modelSettings: { negativePrompt: '' } },
			fields: standard,
		},
		{
			name: 'extra fields, a nested one as JSON text',
			set: {
				options: {
					extraBodyFields: {
						field: [
							{ name: 'flow_shift', value: '5' },
							{ name: 'extra_params', value: '{"a": [1, true]}' },
							{ name: 'note', value: 'plain words' },
							{ name: '', value: 'without a name' },
						],
					},
				},
			},
			fields: { ...standard, flow_shift: '5', extra_params: '{"a":[1,true]}', note: 'plain words' },
		},
		{
			name: 'an extra field in place of a standard one',
			set: { options: { extraBodyFields: { field: [{ name: 'seconds', value: '9' }] } } },
			fields: { ...standard, seconds: '9' },
		},
	];

	it.each(rows)('as a form: $name', async ({ set, fields }) => {
		expect(await sentFields(set)).toEqual({ fields, encoding: 'multipart' });
	});

	it('as JSON keeps the types of what was set', async () => {
		const { fields, encoding } = await sentFields({
			modelSettings: { seed: 7, guidanceScale: 4.5 },
			options: {
				sendAs: 'json',
				extraBodyFields: {
					field: [
						{ name: 'flow_shift', value: '5' },
						{ name: 'upscale', value: 'true' },
						{ name: 'extra_params', value: '{"a": [1]}' },
						{ name: 'note', value: 'plain words' },
					],
				},
			},
		});

		expect(encoding).toBe('json');
		expect(fields).toEqual({
			...standard,
			seed: 7,
			guidance_scale: 4.5,
			flow_shift: 5,
			upscale: true,
			extra_params: { a: [1] },
			note: 'plain words',
		});
	});

	it('goes to the server of the credential with its key', async () => {
		bench.expectAt('POST http://gpu.example.org:8091/openai/v1/videos', unfinishedAnswer());

		const { sent } = await bench.run('create', withoutWait, {
			credential: {
				baseUrl: 'http://gpu.example.org:8091/openai/v1///',
				apiKey: 'azure-key',
				authentication: 'apiKeyHeader',
			},
		});

		expect(sent[0]?.headers).toMatchObject({ 'api-key': 'azure-key' });
		expect(sent[0]?.headers).not.toHaveProperty('authorization');
	});
});

describe('a reference image', () => {
	const file = { name: 'first.png', type: 'image/png', size: 33 };

	it('from an input field goes as a file', async () => {
		const { fields, encoding } = await sentFields({ reference: 'binary' }, pngItem(1280, 720));

		expect(encoding).toBe('multipart');
		expect(fields).toMatchObject({ input_reference: file, size: '1280x720' });
	});

	it('gives its size where the size is to match', async () => {
		const set = { reference: 'binary', size: 'matchReference' };

		expect((await sentFields(set, pngItem(848, 480))).fields).toMatchObject({ size: '848x480' });
	});

	it('goes as a data URL where JSON is forced', async () => {
		const set = { reference: 'binary', options: { sendAs: 'json' } };
		const { fields } = await sentFields(set, pngItem(1280, 720));

		expect(fields.input_reference).toEqual({
			image_url: `data:image/png;base64,${png(1280, 720).toString('base64')}`,
		});
	});

	it('by file id goes as JSON, where nested fields have a form', async () => {
		const set = { reference: 'fileId', referenceFileId: 'file-9' };

		expect(await sentFields(set)).toMatchObject({
			encoding: 'json',
			fields: { input_reference: { file_id: 'file-9' } },
		});
	});

	it('by file id goes in brackets where a form is forced', async () => {
		const set = {
			reference: 'fileId',
			referenceFileId: 'file-9',
			options: { sendAs: 'multipart' },
		};

		expect((await sentFields(set)).fields).toMatchObject({ 'input_reference[file_id]': 'file-9' });
	});

	it('from a URL is fetched without the key and sent as a file', async () => {
		bench.expectAt('GET https://images.example.org/boats/first.png', png(1280, 720));
		bench.expect('POST /videos', unfinishedAnswer());

		const { sent } = await bench.run('create', {
			...withoutWait,
			reference: 'url',
			referenceUrl: 'https://images.example.org/boats/first.png',
		});

		expect(sent[0]?.headers).not.toHaveProperty('authorization');
		expect(await fieldsOf(sent[1])).toMatchObject({ input_reference: file });
	});

	it('from a URL at the server’s own origin is fetched without the key as well', async () => {
		bench.expectAt(`GET ${origin}/public/first.png`, png(1280, 720));
		bench.expect('POST /videos', unfinishedAnswer());

		const { sent } = await bench.run('create', {
			...withoutWait,
			reference: 'url',
			referenceUrl: `${origin}/public/first.png`,
		});

		expect(sent[0]?.headers).not.toHaveProperty('authorization');
	});

	it.each([
		{ name: 'is not there', body: 'not found', status: 404, says: /could not be loaded/ },
		{ name: 'is no image', body: '<html>sign in</html>', status: 200, says: /JPEG, PNG or WebP/ },
		{
			name: 'is larger than 20 MB',
			body: Buffer.concat([png(1280, 720), Buffer.alloc(20 * 1024 * 1024)]),
			status: 200,
			says: /larger than 20 MB/,
		},
	])('from a URL that $name is refused before anything is paid', async ({ body, status, says }) => {
		bench.expectAt('GET https://images.example.org/first.png', body, { status });

		const { error, sent } = await bench.run('create', {
			...withoutWait,
			reference: 'url',
			referenceUrl: 'https://images.example.org/first.png',
		});

		expect(error?.message).toMatch(says);
		expect(error?.context.kind).toBe('badInput');
		expect(sent).toHaveLength(1);
	});
});

describe('what is refused before anything is sent', () => {
	const sora = { model: { __rl: true, mode: 'id', value: 'sora-2' } };
	const rows: Array<{
		name: string;
		set: INodeParameters;
		items?: ReturnType<typeof pngItem>;
		says: RegExp;
		advises?: RegExp;
	}> = [
		{ name: 'an empty prompt', set: { prompt: '' }, says: /Prompt is empty/ },
		{ name: 'a blank prompt', set: { prompt: ' \n\t' }, says: /Prompt is empty/ },
		{
			name: 'a prompt of 32,001 characters',
			set: { prompt: 'a'.repeat(32_001) },
			says: /32001.*32000/,
		},
		{
			name: 'a prompt that its details make too long',
			set: { prompt: 'a'.repeat(31_990), promptDetails: { mood: 'mysterious' } },
			says: /more than 32000/,
		},
		{
			name: 'a file that is no image',
			set: { reference: 'binary' },
			items: [{ json: {}, binary: { data: binaryOf(mp4, 'image/png', 'first.png') } }],
			says: /first\.png.*not a JPEG, PNG or WebP/,
			advises: /Edit Image/,
		},
		{
			name: 'an image of another size for a sora model',
			set: { reference: 'binary', ...sora },
			items: pngItem(640, 480),
			says: /640x480.*1280x720/,
			advises: /Edit Image/,
		},
		{
			name: 'a size to match without an image',
			set: { size: 'matchReference' },
			says: /no image to match/,
		},
		{
			name: 'a size to match with a mere file id',
			set: { size: 'matchReference', reference: 'fileId', referenceFileId: 'file-9' },
			says: /no image to match/,
		},
		{
			name: 'a field that the item does not have',
			set: { reference: 'binary', referenceField: 'picture' },
			items: pngItem(1280, 720),
			says: /"picture"/,
			advises: /"data"/,
		},
		{
			name: 'a field of an item without any file',
			set: { reference: 'binary' },
			says: /"data"/,
			advises: /no files at all/,
		},
		{
			name: 'an image address that is empty',
			set: { reference: 'url' },
			says: /"Image URL" is empty/,
		},
		{
			name: 'an image address that is none',
			set: { reference: 'url', referenceUrl: 'first.png' },
			says: /not a web address/,
		},
		{ name: 'an empty file id', set: { reference: 'fileId' }, says: /"File ID" is empty/ },
		{ name: 'a size in words', set: { size: 'large' }, says: /"Size".*large/ },
		{ name: 'seconds in words', set: { seconds: 'long' }, says: /"Duration".*long/ },
		{ name: 'no seconds at all', set: { seconds: 0 }, says: /"Duration"/ },
		{ name: 'an unknown encoding', set: { options: { sendAs: 'xml' } }, says: /"Options"/ },
		{
			name: 'no file to return',
			set: { outputFiles: [], waitForCompletion: true },
			says: /"Files"/,
		},
		{
			name: 'no field to put the file in',
			set: { binaryPropertyName: '', waitForCompletion: true },
			says: /"Put Output File in Field"/,
		},
	];

	it.each(rows)('$name', async ({ set, items, says, advises }) => {
		const { error, sent } = await bench.run(
			'create',
			{ ...withoutWait, ...set },
			items ? { items } : {},
		);

		expect(sent).toEqual([]);
		expect(error?.message).toMatch(says);
		expect(error?.context).toMatchObject({ kind: 'badInput', itemIndex: 0 });
		if (advises) expect(error?.description).toMatch(advises);
	});

	it('an image of another size is left to any server but OpenAI’s models', async () => {
		const set = { reference: 'binary', model: { __rl: true, mode: 'id', value: 'wan2.2' } };

		expect((await sentFields(set, pngItem(640, 480))).fields).toMatchObject({ size: '1280x720' });
	});

	it('32,000 characters are let through, counted as a reader counts', async () => {
		const prompt = '🚣'.repeat(32_000);

		expect((await sentFields({ prompt })).fields.prompt).toBe(prompt);
	});
});

describe('the answer to a create', () => {
	it('that does not come within the Request Timeout is no reason to send again', async () => {
		bench.expect('POST /videos', unfinishedAnswer(), { afterMs: 60_000 });
		const startedAt = bench.clock.now();

		const { error, sent } = await bench.run('create', {
			...withoutWait,
			options: { requestTimeoutSeconds: 10 },
		});

		expect(bench.clock.now() - startedAt).toBe(10_000);
		expect(error).toMatchObject({
			message: expect.stringContaining('10 seconds') as unknown,
			context: { kind: 'timeout' },
		});
		expect(sent).toHaveLength(1);
	});

	it('may take five minutes when nothing is set', async () => {
		bench.expect('POST /videos', unfinishedAnswer(), { afterMs: 299_000 });

		expect((await bench.run('create', withoutWait)).items).toHaveLength(1);
	});

	it.each([415, 422])('%d sends the same in the other encoding, once', async (status) => {
		bench.expect('POST /videos', { detail: 'Unsupported' }, { status });
		bench.expect('POST /videos', unfinishedAnswer());

		const { sent, items } = await bench.run('create', withoutWait);

		expect(sent.map(encodingOf)).toEqual(['multipart', 'json']);
		expect(await fieldsOf(sent[1])).toEqual(await fieldsOf(sent[0]));
		expect(items).toHaveLength(1);
	});

	it.each(['json', 'multipart'])('422 is final where %s is forced', async (sendAs) => {
		const detail = [{ loc: ['body', 'size'], msg: 'not a size' }];
		bench.expect('POST /videos', { detail }, { status: 422 });

		const { sent, error } = await bench.run('create', { ...withoutWait, options: { sendAs } });

		expect(sent.map(encodingOf)).toEqual([sendAs]);
		expect(error).toMatchObject({
			message: expect.stringContaining('size: not a size') as unknown,
			context: { kind: 'badInput' },
		});
	});

	it.each([403, 404, 410])('%d of OpenAI says that its service has ended', async (status) => {
		const body = { error: { message: 'Not found', type: 'x', param: null, code: null } };
		bench.expectAt('POST https://api.openai.com/v1/videos', body, { status });

		const credential = { baseUrl: 'https://api.openai.com/v1' };
		const { error } = await bench.run('create', withoutWait, { credential });

		expect(error?.message).toContain('OpenAI has ended its own video service (2026-09-24)');
		expect(error?.description).toContain('Base URL');
	});

	it('with 202 and other names for the same fields is a video', async () => {
		const answer = { task_id: 'task_7', status: 'SUBMITTED', created: 1_795_219_200, duration: 5 };
		bench.expect('POST /videos', answer, { status: 202 });

		const { items } = await bench.run('create', withoutWait);

		expect(items[0]?.json).toMatchObject({
			id: 'task_7',
			status: 'queued',
			serverStatus: 'SUBMITTED',
			prompt: 'a paper boat',
			seconds: 5,
			createdAt: '2026-11-21T00:00:00.000Z',
		});
	});
});

describe('the output', () => {
	it('without waiting is the queued video, with what was asked for', async () => {
		bench.expect('POST /videos', { id: 'video_1', object: 'video', status: 'queued', error: null });

		const model = { __rl: true, mode: 'id', value: 'wan2.2' };
		const { items } = await bench.run('create', { ...withoutWait, model });

		expect(items).toEqual([
			{
				json: {
					id: 'video_1',
					object: 'video',
					status: 'queued',
					serverStatus: 'queued',
					prompt: 'a paper boat',
					model: 'wan2.2',
					seconds: 4,
					size: '1280x720',
					progress: null,
					createdAt: null,
					completedAt: null,
					expiresAt: null,
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it('has the price where it is known, and the time the render took', async () => {
		bench.expect('POST /videos', unfinishedAnswer());
		bench.expect('GET /videos/video_1', videoAnswer({ seconds: '8' }));
		bench.expect('GET /videos/video_1/content', mp4);

		const { items } = await bench.run('create', boat);

		expect(items[0]?.json).toMatchObject({ renderSeconds: 60, estimatedCostUsd: 0.8 });
		expect(items[0]?.json).not.toHaveProperty('error');
	});

	it('as a tool is the simple form, with the file kept in binary', async () => {
		bench.expect('POST /videos', unfinishedAnswer());
		bench.expect('GET /videos/video_1', videoAnswer());
		bench.expect('GET /videos/video_1/content', mp4);

		const node = { type: 'n8n-nodes-sora.soraTool' };
		const { items } = await bench.run('create', boat, { node });

		expect(Object.keys(items[0]?.json ?? {})).toEqual([
			'id',
			'status',
			'prompt',
			'model',
			'seconds',
			'size',
			'progress',
			'createdAt',
			'completedAt',
			'expiresAt',
		]);
		expect(items[0]?.binary?.data).toMatchObject({ mimeType: 'video/mp4' });
	});

	it('of a server that renders while the request is open has the file, waiting or not', async () => {
		const data = [{ output_format: 'mp4', b64_json: mp4.toString('base64') }];
		bench.expect('POST /videos', { id: 'a', status: 'completed', created: 1, data });

		const { items, stored } = await bench.run('create', withoutWait);

		expect(stored).toMatchObject([{ fileName: 'a.mp4', mimeType: 'video/mp4', content: mp4 }]);
		expect(items[0]?.binary?.data).toBeDefined();
		expect(JSON.stringify(items[0]?.json)).not.toContain('b64_json');
	});
});
