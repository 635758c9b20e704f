import type { Json, JsonObject } from '../../simulator/http/json';
import { at, closeLabs, textAt } from './client';
import { after, create, creates, open, type Service } from './services';

afterEach(closeLabs);

describe('a render', () => {
	it.each<{ service: Service; name: string; ms: number; prompt?: string; says: JsonObject }>([
		{ service: 'openrouter', name: 'fails', ms: 1e4, prompt: '[fail]', says: { status: 'failed' } },
		{
			service: 'openrouter',
			name: 'completes',
			ms: 1e4,
			says: { status: 'completed', usage: { cost: 1.6 } },
		},
		{
			service: 'gemini',
			name: 'fails',
			ms: 1e4,
			prompt: '[fail]',
			says: { done: true, error: { code: 13 } },
		},
		{
			service: 'gemini',
			name: 'is stopped by the moderation',
			ms: 1e4,
			prompt: '[policy]',
			says: { done: true, response: { generateVideoResponse: { raiMediaFilteredCount: 1 } } },
		},
		{
			service: 'xai',
			name: 'is nearly done',
			ms: 9e3,
			says: { status: 'pending', progress: 90 },
		},
		{
			service: 'xai',
			name: 'completes',
			ms: 1e4,
			says: { status: 'done', usage: { cost_in_usd_ticks: 3e9 } },
		},
		{
			service: 'xai',
			name: 'fails',
			ms: 1e4,
			prompt: '[fail]',
			says: { status: 'failed', error: { code: 'server_error' } },
		},
		{
			service: 'xai',
			name: 'is stopped by the moderation',
			ms: 1e4,
			prompt: '[policy]',
			says: { status: 'done', video: { respect_moderation: false } },
		},
		{ service: 'xai', name: 'has expired', ms: 1e9, says: { status: 'expired' } },
		{
			service: 'together',
			name: 'fails',
			ms: 1e4,
			prompt: '[fail]',
			says: { status: 'failed', error: { code: 'server_error' } },
		},
		{ service: 'together', name: 'costs', ms: 1e4, says: { outputs: { cost: 0.48 } } },
	])('at $service $name', async ({ service, ms, prompt, says }) => {
		const lab = await open(service);
		const { json } = await after(lab, service, ms, prompt);
		expect(json).toMatchObject(says);
	});

	it('at gemini tells nothing but its name until it is done', async () => {
		const lab = await open('gemini');
		const { json } = await after(lab, 'gemini', 5_000);
		expect(Object.keys(json)).toEqual(['name']);
	});

	it('at xai is answered by 202 without a body at first', async () => {
		const lab = await open('xai');
		const reply = await after(lab, 'xai', 1_000);
		expect([reply.status, reply.body.length]).toEqual([202, 0]);
	});
});

describe('a file', () => {
	it.each<{ service: Service; path: string[] }>([
		{ service: 'xai', path: ['video', 'url'] },
		{ service: 'together', path: ['outputs', 'video_url'] },
	])('of $service lies at another origin', async ({ service, path }) => {
		const lab = await open(service);
		const address = textAt((await after(lab, service, 1e4)).json, ...path);
		expect(new URL(address).origin).toBe(lab.simulator.fileOrigin);
		const reply = await lab.send('GET', address, { key: null });
		expect(reply.body.toString('latin1', 4, 8)).toBe('ftyp');
	});

	it.each<{ service: Service; without: number; gone: number; expires: number | null }>([
		{ service: 'openrouter', without: 401, gone: 200, expires: null },
		{ service: 'gemini', without: 403, gone: 403, expires: 48 * 3_600_000 },
	])('of $service needs the key', async ({ service, without, gone, expires }) => {
		const lab = await open(service);
		const { json } = await after(lab, service, 1e4);
		const samples = at(json, 'response', 'generateVideoResponse', 'generatedSamples');
		const urls: Json | undefined = service === 'gemini' ? samples : json.unsigned_urls;
		const [first] = Array.isArray(urls) ? urls : [];
		const address = typeof first === 'string' ? first : textAt(first, 'video', 'uri');
		expect((await lab.send('GET', address)).body.toString('latin1', 4, 8)).toBe('ftyp');
		expect((await lab.send('GET', address, { key: null })).status).toBe(without);
		lab.forward(expires ?? 0);
		expect((await lab.send('GET', address)).status).toBe(gone);
	});
});

describe('a render made of another', () => {
	it('openrouter goes on from a completed job of the same model', async () => {
		const lab = await open('openrouter');
		const source = textAt((await after(lab, 'openrouter', 1e4)).json, 'id');
		const fields = { ...creates.openrouter.body('more'), previous_job_id: source };
		expect((await create(lab, 'openrouter', fields)).status).toBe(202);
		expect(lab.simulator.videos.at(-1)).toMatchObject({ kind: 'edit', sourceId: source });
	});

	it.each<{ path: string; fields: JsonObject; kind: string; seconds: number }>([
		{ path: '/videos/edits', fields: {}, kind: 'edit', seconds: 6 },
		{ path: '/videos/extensions', fields: { duration: 4 }, kind: 'extension', seconds: 10 },
	])('xai takes the address of a video at $path', async ({ path, fields, kind, seconds }) => {
		const lab = await open('xai');
		const url = textAt((await after(lab, 'xai', 1e4)).json, 'video', 'url');
		const json = { model: 'grok-imagine-video', prompt: 'more', video: { url }, ...fields };
		expect((await lab.send('POST', path, { json })).status).toBe(200);
		const sourceId = lab.simulator.videos[0]?.id;
		expect(lab.simulator.videos.at(-1)).toMatchObject({ kind, seconds, sourceId });
		const refused = await lab.send('POST', path, { json: { ...json, resolution: '720p' } });
		expect(refused.status).toBe(400);
	});
});
