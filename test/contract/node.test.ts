import { clipNames, clipsOf, type Service, services } from './clips';
import { nodeRuns } from './nodeRuns';
import { sdkRequests, sdkRun, type RecordedRequest } from './recordings';

const rows = services.flatMap((service) => clipNames(service).map((clip) => ({ service, clip })));

it.each(rows)('the node sends what the SDK of $service sends for: $clip', async (row) => {
	const ours = (await nodeRuns(row.service)).clips.get(row.clip);
	const sdk = (await sdkRequests(row.service, row.clip)).map(withoutIdleType);
	expect(ours?.requests.map(withoutIdleType)).toEqual(sdk);
});

/** Google's SDK names the type of a body with its GETs too, which have none. */
function withoutIdleType(request: RecordedRequest): RecordedRequest {
	return request.line.startsWith('GET') ? { ...request, contentType: null } : request;
}

describe.each(services)('the node at %s', (service) => {
	it('reads the answers as the SDK does: unfinished, then done, then an MP4', async () => {
		const { results } = await sdkRun(service);
		for (const [clip, run] of (await nodeRuns(service)).clips) {
			expect(['queued', 'in_progress']).toContain(run.statusBefore);
			expect(run).toMatchObject({ statusAfter: 'completed', fileKind: 'ftyp' });
			expect(run.costUsd).toBe(results[clip]?.costUsd ?? null);
		}
	});

	it('fetches a file that lies elsewhere where the SDK finds it, without the key', async () => {
		const sdk = (await sdkRun(service)).fileRequests.map(({ line }) => line);
		const ours = [...(await nodeRuns(service)).clips.values()].flatMap((run) => run.fileRequests);
		expect(ours.map(({ line }) => line)).toEqual(sdk);
		expect(ours.every(({ keyHeader }) => keyHeader === null)).toBe(true);
	});

	// No SDK sends one. A service that knows the header takes a create that is sent again for what it is.
	it('adds an Idempotency-Key to its creates, and no other header', async () => {
		for (const [clip, { logged }] of (await nodeRuns(service)).clips) {
			const [create, ...others] = logged.map(({ headers }) => ownHeaders(headers));
			const key = service === 'gemini' ? 'x-goog-api-key' : 'authorization';
			expect(create).toEqual(['idempotency-key', key].sort());
			expect(others.every((names) => names.length === 1 && names[0] === key)).toBe(true);
			expect(logged[0]?.headers['idempotency-key']).toBe(`key of ${clip}`);
		}
	});
});

it.each<{ service: Service; others: string[] }>([
	{ service: 'openai', others: ['sora-2-pro', 'veo-3.1-generate-preview'] },
	{ service: 'openrouter', others: ['openai/sora-2-pro', 'alibaba/wan-2.6'] },
	{ service: 'gemini', others: ['veo-3.1-lite-generate-preview'] },
	// Its own list has none of them.
	{ service: 'xai', others: ['grok-imagine-video'] },
	{ service: 'together', others: ['google/veo-3.0'] },
])('the models of $service are offered', async ({ service, others }) => {
	const { models } = await nodeRuns(service);
	const made = Object.values(clipsOf(service)).map(({ model }) => model);
	expect(models).toEqual(expect.arrayContaining([...made, ...others]));
});

/** Those that any HTTP client sends by itself. */
const transport =
	/^(host|connection|user-agent|accept(-encoding|-language)?|content-(type|length)|sec-fetch-mode|transfer-encoding)$/;

function ownHeaders(headers: object): string[] {
	return Object.keys(headers)
		.filter((name) => !transport.test(name))
		.sort();
}
