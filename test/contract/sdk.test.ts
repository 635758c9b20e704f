import { bodies } from './bodies';
import { type ClipName, clipNames, clipsOf, type Service, services } from './clips';
import { sdkRequests, sdkRun } from './recordings';

/** The requests after the create: a poll while it renders, a poll when it is done, the file. */
const lines: Record<Service, { create: string; status: string; file: string | null }> = {
	openai: {
		create: 'POST /v1/videos',
		status: 'GET /v1/videos/{id}',
		file: 'GET /v1/videos/{id}/content',
	},
	openrouter: {
		create: 'POST /api/v1/videos',
		status: 'GET /api/v1/videos/{id}',
		file: 'GET /api/v1/videos/{id}/content?index=0',
	},
	gemini: {
		create: 'POST /v1beta/models/veo-3.1-generate-preview:predictLongRunning',
		status: 'GET /v1beta/models/veo-3.1-generate-preview/operations/{id}',
		file: 'GET /v1beta/files/{id}:download?alt=media',
	},
	xai: { create: 'POST /v1/videos/generations', status: 'GET /v1/videos/{id}', file: null },
	together: { create: 'POST /v2/videos', status: 'GET /v2/videos/{id}', file: null },
};

describe.each(services)('the SDK of %s', (service) => {
	it('makes every clip at the simulator: unfinished at first, then done, then an MP4', async () => {
		const { results } = await sdkRun(service);
		expect(Object.keys(results).sort()).toEqual(clipNames(service).sort());
		for (const result of Object.values(results)) {
			expect(result).toMatchObject({ doneBefore: false, doneAfter: true, fileKind: 'ftyp' });
		}
	});

	it('asks at these addresses', async () => {
		const { create, status, file } = lines[service];
		for (const clip of clipNames(service)) {
			const requests = await sdkRequests(service, clip);
			const expected = [create, status, status, ...(file === null ? [] : [file])];
			expect(requests.map(({ line }) => line)).toEqual(expected);
		}
	});

	it('sends its key to the service, and none to where a file lies elsewhere', async () => {
		const { requests, fileRequests } = await sdkRun(service);
		const header = service === 'gemini' ? 'x-goog-api-key' : 'authorization';
		const sent = [...requests.values()].flat();
		expect(new Set(sent.map(({ keyHeader }) => keyHeader))).toEqual(new Set([header]));
		expect(fileRequests).toHaveLength(lines[service].file === null ? requests.size : 0);
		expect(fileRequests.every(({ keyHeader }) => keyHeader === null)).toBe(true);
	});

	it('is understood: length, size, images', async () => {
		const { videos } = await sdkRun(service);
		for (const [name, clip] of Object.entries(clipsOf(service))) {
			const video = videos.get(name);
			expect(video).toMatchObject({
				prompt: clip.prompt,
				model: clip.model,
				seconds: clip.seconds,
			});
			const [width = 0, height = 0] = (video?.size ?? '').split('x').map(Number);
			expect(width > height ? '16:9' : '9:16').toBe(clip.ratio);
			expect([video?.reference, video?.lastFrame].map(Boolean)).toEqual(
				[clip.firstFrame, clip.lastFrame].map(Boolean),
			);
			expect(video?.references).toHaveLength(clip.references?.length ?? 0);
		}
	});
});

it.each(bodies)('the SDK of $service sends this for: $clip', async ({ service, clip, body }) => {
	const [create] = await sdkRequests(service, clip);
	expect(create?.body).toEqual(body);
	const kind = service === 'openai' ? 'multipart/form-data' : 'application/json';
	expect(create?.contentType).toBe(kind);
	const hasFile = service === 'openai' && clip === 'first frame';
	expect(create?.files.map(({ name }) => name)).toEqual(hasFile ? ['input_reference'] : []);
});

describe('what an answer tells beside the video', () => {
	it.each<{ service: Service; clip: ClipName; costUsd: number }>([
		{ service: 'openrouter', clip: 'text only', costUsd: 3.2 },
		{ service: 'openrouter', clip: 'options', costUsd: 1.6 },
		{ service: 'xai', clip: 'text only', costUsd: 0.4 },
		{ service: 'together', clip: 'text only', costUsd: 0.48 },
	])('$service: the price of $clip', async ({ service, clip, costUsd }) => {
		expect((await sdkRun(service)).results[clip]?.costUsd).toBe(costUsd);
	});

	it('OpenRouter: the limits of each model', async () => {
		expect((await sdkRun('openrouter')).models).toMatchObject([
			{ id: 'google/veo-3.1', supportedDurations: [4, 6, 8], seed: true },
			{ id: 'openai/sora-2-pro', supportedFrameImages: ['first_frame'], seed: null },
			{ id: 'minimax/hailuo-2.3', generateAudio: false },
			{ id: 'alibaba/wan-2.6', supportedDurations: null },
		]);
	});

	it('Gemini: which models make videos, page by page', async () => {
		const models = (await sdkRun('gemini')).models ?? [];
		const makers = models.filter(({ supportedActions }) =>
			JSON.stringify(supportedActions).includes('predictLongRunning'),
		);
		expect(models.length).toBeGreaterThan(makers.length);
		expect(makers.map(({ name }) => name)).toContain('models/veo-3.1-generate-preview');
	});
});
