import type { JsonObject } from '../../simulator/http/json';
import { closeLabs, png } from './client';
import { create, creates, gemini, image, open, type Service, veo } from './services';

afterEach(closeLabs);

describe('a create that is refused', () => {
	it.each<{ service: Service; name: string; fields: JsonObject; status?: number }>([
		{ service: 'openrouter', name: 'an unknown model', fields: { model: 'x/y', prompt: 'a' } },
		...['seed', 'generate_audio'].map((name) => ({
			service: 'openrouter' as const,
			name: `${name} for a model without it`,
			fields: { model: 'openai/sora-2-pro', prompt: 'a', [name]: name === 'seed' ? 7 : true },
		})),
		{
			service: 'openrouter',
			name: 'a length the model has not',
			fields: { model: 'google/veo-3.1', prompt: 'a', duration: 5 },
		},
		{
			service: 'openrouter',
			name: 'a broken length',
			fields: { model: 'google/veo-3.1', prompt: 'a', duration: 4.5 },
		},
		{
			service: 'openrouter',
			name: 'a last frame for a model without it',
			fields: {
				model: 'openai/sora-2-pro',
				prompt: 'a',
				frame_images: [{ type: 'image_url', image_url: { url: image }, frame_type: 'last_frame' }],
			},
		},
		{
			service: 'openrouter',
			name: 'an unknown job to go on from',
			fields: { model: 'google/veo-3.1', prompt: 'a', previous_job_id: 'gen-vid-0' },
			status: 404,
		},
		{
			service: 'openrouter',
			name: "OpenAI's seconds",
			fields: { model: 'google/veo-3.1', prompt: 'a', seconds: '8' },
		},
		{ service: 'gemini', name: 'five seconds', fields: gemini({}, { durationSeconds: 5 }) },
		{ service: 'gemini', name: 'seconds as text', fields: gemini({}, { durationSeconds: '8' }) },
		{
			service: 'gemini',
			name: '1080p for four seconds',
			fields: gemini({}, { durationSeconds: 4, resolution: '1080p' }),
		},
		{ service: 'gemini', name: "Vertex AI's seed", fields: gemini({}, { seed: 7 }) },
		{ service: 'gemini', name: "OpenAI's fields", fields: { prompt: 'a', model: veo } },
		{
			service: 'xai',
			name: '1080p with the older model',
			fields: { model: 'grok-imagine-video', prompt: 'a', resolution: '1080p' },
		},
		{
			service: 'xai',
			name: 'a last frame with the older model',
			fields: { model: 'grok-imagine-video', prompt: 'a', last_frame: { url: image } },
		},
		{
			service: 'xai',
			name: '1080p with reference images',
			fields: {
				...{ model: 'grok-imagine-video-1.5', prompt: 'a', resolution: '1080p' },
				reference_images: [{ url: image }],
			},
		},
		{
			service: 'xai',
			name: 'sixteen seconds',
			fields: { model: 'grok-imagine-video', prompt: 'a', duration: 16 },
		},
		{ service: 'together', name: 'no model', fields: { prompt: 'a' } },
		{
			service: 'together',
			name: 'an unknown model',
			fields: { prompt: 'a', model: 'x/y' },
			status: 404,
		},
		{
			service: 'together',
			name: 'seconds as a number',
			fields: { prompt: 'a', model: 'minimax/hailuo-02', seconds: 6 },
		},
		{
			service: 'together',
			name: 'a width without height',
			fields: { prompt: 'a', model: 'minimax/hailuo-02', width: 1280 },
		},
	])('$service: $name', async ({ service, fields, status = 400 }) => {
		const lab = await open(service);
		expect((await create(lab, service, fields)).status).toBe(status);
		expect(lab.simulator.videos).toHaveLength(0);
	});

	it.each<Service>(['openrouter', 'gemini', 'xai', 'together'])('%s: a form', async (service) => {
		const lab = await open(service);
		const form = { prompt: 'a', input_reference: png(64, 36) };
		const reply = await lab.send('POST', creates[service].path, { form });
		expect(reply.status).toBe(400);
	});

	const invalidKey = { reason: 'API_KEY_INVALID' };
	it.each<{ service: Service; status: number; body: JsonObject }>([
		{ service: 'openrouter', status: 401, body: { error: { code: 401 } } },
		{
			service: 'gemini',
			status: 400,
			body: { error: { code: 400, status: 'INVALID_ARGUMENT', details: [invalidKey] } },
		},
		{ service: 'xai', status: 401, body: {} },
		{ service: 'together', status: 401, body: { error: { type: 'invalid_request_error' } } },
	])('$service: a wrong key', async ({ service, status, body }) => {
		const lab = await open(service);
		const { path, body: bodyOf } = creates[service];
		const reply = await lab.send('POST', path, { json: bodyOf('a'), key: 'sk-wrong' });
		expect(reply.status).toBe(status);
		expect(reply.json).toMatchObject(body);
	});

	it('gemini: no key at all', async () => {
		const lab = await open('gemini');
		expect((await lab.send('GET', '/models', { key: null })).status).toBe(403);
	});

	it.each<{ service: Service | 'poe'; status: number; body: JsonObject }>([
		{ service: 'openrouter', status: 402, body: { error: { code: 402, message: 'no credit' } } },
		{ service: 'xai', status: 402, body: { error: 'no credit' } },
		{ service: 'together', status: 402, body: { error: { message: 'no credit' } } },
		{ service: 'poe', status: 402, body: { error: { code: 'insufficient_credits' } } },
	])('$service: no credit', async ({ service, status, body }) => {
		const lab = await open(service);
		lab.simulator.order({ fault: { kind: 'status', status, message: 'no credit' } });
		const reply = await lab.send('GET', '/videos/x');
		expect(reply.status).toBe(status);
		expect(reply.json).toMatchObject(body);
	});

	it('openrouter: tells of a key to nobody but who has it', async () => {
		const lab = await open('openrouter');
		expect((await lab.send('GET', '/key')).json).toMatchObject({ data: { is_free_tier: false } });
		expect((await lab.send('GET', '/key', { key: 'sk-wrong' })).status).toBe(401);
	});

	it.each<Service>(['openrouter', 'xai', 'together'])('%s: 429 with a wait', async (service) => {
		const lab = await open(service);
		lab.simulator.order({ fault: { kind: 'status', status: 429, retryAfter: 37 } });
		const reply = await create(lab, service);
		expect([reply.status, reply.headers.get('retry-after')]).toEqual([429, '37']);
	});

	it('gemini: 429 tells its wait in the body only', async () => {
		const lab = await open('gemini');
		lab.simulator.order({
			match: { path: 'create', prompt: /boat/ },
			fault: { kind: 'status', status: 429, retryAfter: 37 },
		});
		const reply = await create(lab, 'gemini', gemini({ prompt: 'a boat' }));
		expect([reply.status, reply.headers.get('retry-after')]).toEqual([429, null]);
		const details = [{ retryDelay: '37s' }];
		expect(reply.json).toMatchObject({ error: { status: 'RESOURCE_EXHAUSTED', details } });
	});
});
