import type { INodeParameters } from 'n8n-workflow';

import { boat, pngItem, sentFields, withoutWait } from './createForm';
import { mp4 } from './mediaFiles';
import { encodingOf, fieldsOf, linesOf, nodeBench, unfinishedAnswer, videoAnswer } from './nodeRun';

const bench = nodeBench();

describe('what is sent', () => {
	const sora = { model: { __rl: true, mode: 'id', value: 'sora-2' } };
	const rows: Array<{ name: string; set: INodeParameters; fields: Record<string, unknown> }> = [
		{ name: 'the form as it stands', set: {}, fields: boat },
		{
			name: 'the cheapest of a model that is known',
			set: sora,
			fields: { ...boat, model: 'sora-2', seconds: '4', size: '1280x720' },
		},
		{ name: 'seconds as a number', set: { seconds: 6 }, fields: { ...boat, seconds: '6' } },
		{ name: 'seconds as text', set: { seconds: '6' }, fields: { ...boat, seconds: '6' } },
		{ name: 'seconds with a unit', set: { seconds: '6 s' }, fields: { ...boat, seconds: '6' } },
		{
			name: 'custom seconds',
			set: { seconds: 'custom', customSeconds: 7.5 },
			fields: { ...boat, seconds: '7.5' },
		},
		{
			name: 'a shape, in 720p',
			set: { aspectRatio: '9:16' },
			fields: { ...boat, size: '720x1280' },
		},
		{
			name: 'a resolution, in 16:9',
			set: { resolution: '480p' },
			fields: { ...boat, size: '848x480' },
		},
		{
			name: 'a shape and a resolution',
			set: { aspectRatio: '1:1', resolution: '1080p' },
			fields: { ...boat, size: '1080x1080' },
		},
		{
			name: 'an exact size, whatever resolution was chosen before',
			set: { aspectRatio: 'exact', exactSize: '640 × 360', resolution: '1080p' },
			fields: { ...boat, size: '640x360' },
		},
		{ name: 'sound', set: { audio: 'off' }, fields: { ...boat, generate_audio: 'false' } },
		{
			name: 'a model by id',
			set: { model: { __rl: true, mode: 'id', value: 'wan2.2' } },
			fields: { ...boat, model: 'wan2.2' },
		},
		{
			name: 'an empty model',
			set: { model: { __rl: true, mode: 'list', value: '' } },
			fields: boat,
		},
		{
			name: 'a model that an expression left null',
			set: { model: { __rl: true, mode: 'id', value: null } },
			fields: boat,
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
				...boat,
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
				...boat,
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
			fields: boat,
		},
		{
			name: 'extra fields, a nested one as JSON text',
			set: {
				options: {
					sendAs: 'multipart',
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
			fields: { ...boat, flow_shift: '5', extra_params: '{"a":[1,true]}', note: 'plain words' },
		},
		{
			name: 'an extra field in place of a standard one',
			set: {
				options: {
					sendAs: 'multipart',
					extraBodyFields: { field: [{ name: 'seconds', value: '9' }] },
				},
			},
			fields: { ...boat, seconds: '9' },
		},
	];

	it('a last frame and reference images, each in its own way', async () => {
		const { fields, encoding } = await sentFields(
			bench,
			{
				lastFrame: 'binary',
				lastFrameField: 'data',
				referenceImages: { image: [{ from: 'binary', field: 'data' }] },
			},
			pngItem(640, 480),
		);

		expect(encoding).toBe('multipart');
		expect(fields).toEqual({
			...boat,
			frame_images: expect.stringContaining('"frame_type":"last_frame"') as unknown,
			input_references: { name: 'first.png', type: 'image/png', size: 33 },
		});
	});

	it.each(['multipart', 'json'])(
		'two extra fields of one name once, the last: %s',
		async (sendAs) => {
			const field = ['4', '60'].map((value) => ({ name: 'seconds', value }));

			const { fields } = await sentFields(bench, {
				options: { sendAs, extraBodyFields: { field } },
			});

			expect(String(fields.seconds)).toBe('60');
		},
	);

	it.each(rows)('as a form: $name', async ({ set, fields }) => {
		expect(await sentFields(bench, set)).toEqual({ fields, encoding: 'multipart' });
	});

	it('as JSON keeps the types of what was set', async () => {
		const { fields, encoding } = await sentFields(bench, {
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
			...boat,
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

describe('the answer to a create', () => {
	it('that does not come within the Request Timeout is no reason to send again', async () => {
		bench.expect('POST /videos', unfinishedAnswer(), { afterMs: 60_000 });
		bench.expectMany('/videos', 2, () => ({ data: [] }));
		const startedAt = bench.clock.now();

		const { error, sent } = await bench.run('create', {
			...withoutWait,
			options: { requestTimeoutSeconds: 10 },
		});

		expect(bench.clock.now() - startedAt).toBe(10_000 + 2_000);
		expect(error).toMatchObject({
			message: expect.stringContaining('10 seconds') as unknown,
			context: { kind: 'timeout' },
		});
		const list = 'GET /videos?limit=100&order=desc';
		expect(linesOf(sent)).toEqual(['POST /videos', list, list]);
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
		const chosen = { model, seconds: '4', aspectRatio: '16:9' };
		const { items } = await bench.run('create', { ...withoutWait, ...chosen });

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
					run: {
						renderSeconds: null,
						waitSeconds: 0,
						statusRequests: 0,
						version: 1,
						tries: 1,
						reused: false,
						resumed: false,
						estimatedCostUsd: null,
					},
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

		expect(items[0]?.json).toMatchObject({
			renderSeconds: 60,
			estimatedCostUsd: 0.8,
			run: { renderSeconds: 60, tries: 1, statusRequests: 1, estimatedCostUsd: 0.8 },
		});
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
