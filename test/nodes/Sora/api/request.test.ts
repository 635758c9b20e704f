import { z } from 'zod';

import { toSoraError } from '../../../../nodes/Sora/api/errors';
import { callApi, type ApiCall } from '../../../../nodes/Sora/api/request';
import type { Purpose } from '../../../../nodes/Sora/api/responseErrors';
import { videoSchema, type Video } from '../../../../nodes/Sora/services/video';
import { hang, json, redirect, reset, text } from '../../../support/answers';
import { fixture } from '../../../support/fixtures';
import type { Answer } from '../../../support/loopback';
import { useLab } from '../lab';

const lab = useLab();

const video = { id: 'v1', object: 'video', status: 'queued' };
const sample = (name: string): Answer => {
	const { bytes, status, headers } = fixture(name);
	return text(bytes, status, headers);
};

const read = (more: Partial<ApiCall<Video>> = {}): ApiCall<Video> => ({
	method: 'GET',
	path: '/videos/v1',
	purpose: 'read',
	schema: videoSchema,
	videoId: 'v1',
	...more,
});

const create = (more: Partial<ApiCall<Video>> = {}): ApiCall<Video> => ({
	method: 'POST',
	path: '/videos',
	purpose: 'create',
	schema: videoSchema,
	body: () => ({ prompt: 'a boat' }),
	limitMs: 300_000,
	...more,
});

describe('a create is paid for once:', () => {
	it.each([
		{ name: 'a 500', answer: json({}, 500), kind: 'serverUnreachable', mayExist: true },
		{
			name: 'a 502 of a proxy',
			answer: sample('openai.error.502-html'),
			kind: 'serverUnreachable',
			mayExist: true,
		},
		{
			name: 'a 503 with Retry-After',
			answer: json({}, 503, { 'retry-after': '1' }),
			kind: 'serverUnreachable',
			mayExist: true,
		},
		{
			name: 'a 504 that the server says to repeat',
			answer: json({}, 504, { 'x-should-retry': 'true' }),
			kind: 'serverUnreachable',
			mayExist: true,
		},
		{ name: 'a connection reset', answer: reset, kind: 'serverUnreachable', mayExist: true },
		{ name: 'silence', answer: hang, kind: 'timeout', mayExist: true },
		{
			name: 'a page in place of the answer',
			answer: text('<h1>Welcome</h1>'),
			kind: 'notSupported',
			mayExist: true,
		},
		{ name: 'an empty answer', answer: text('', 202), kind: 'notSupported', mayExist: true },
	])('$name does not send it again', async ({ answer, kind, mayExist }) => {
		const { server } = await lab.open();
		lab.home.plan(answer);

		const work = lab.run(callApi(server, create()));

		await expect(work).rejects.toMatchObject({ kind, details: { mayExist } });
		expect(lab.home.lines).toEqual(['POST /v1/videos']);
	});

	it.each([
		{ name: 'no credit', answer: sample('openai.error.429-quota'), kind: 'quota' },
		{
			name: 'no credit, as LiteLLM puts it',
			answer: json({ error: { message: 'x', type: 'insufficient_quota', code: '429' } }, 429),
			kind: 'quota',
		},
		{ name: 'a wrong value', answer: sample('openai.error.400-size'), kind: 'badInput' },
		{ name: 'a wrong key', answer: sample('openai.error.401'), kind: 'auth' },
		{ name: 'no such field', answer: sample('trtllm.error.422-unknown-field'), kind: 'badInput' },
		{ name: 'a rate limit', answer: sample('openai.error.429'), kind: 'rateLimit' },
		{
			name: 'a limit for an hour',
			answer: json({}, 429, { 'retry-after': '3600' }),
			kind: 'rateLimit',
		},
	])('$name is left to whoever starts renders', async ({ answer, kind }) => {
		const { server } = await lab.open();
		lab.home.plan(answer);

		await expect(lab.run(callApi(server, create()))).rejects.toMatchObject({
			kind,
			details: { mayExist: false },
		});
		expect(lab.home.lines).toEqual(['POST /v1/videos']);
	});

	it('a server that cannot be reached has certainly taken nothing on', async () => {
		const { server } = await lab.open({ credential: { baseUrl: 'http://127.0.0.1:1/v1' } });

		await expect(lab.run(callApi(server, create()))).rejects.toMatchObject({
			kind: 'serverUnreachable',
			details: { mayExist: false },
		});
	});
});

describe('a create under way', () => {
	it('is broken off by the Stop button at once', async () => {
		const stop = new AbortController();
		const { server } = await lab.open({ cancelSignal: stop.signal });
		lab.home.plan(hang);
		setTimeout(() => stop.abort(), 10_000);

		await expect(lab.run(callApi(server, create()))).rejects.toMatchObject({
			kind: 'cancelled',
			details: { advice: expect.stringContaining('may cost money') as string, mayExist: true },
		});
		expect(lab.elapsedMs()).toBe(10_000);
		expect(lab.home.lines).toHaveLength(1);
	});

	it('is not even sent when the run was stopped before', async () => {
		const { server } = await lab.open({ cancelSignal: AbortSignal.abort() });

		await expect(lab.run(callApi(server, create()))).rejects.toMatchObject({
			kind: 'cancelled',
			details: { mayExist: false },
		});
		expect(lab.home.lines).toEqual([]);
	});
});

describe('a look at a render survives', () => {
	it.each([
		{ name: 'a lost connection', answer: reset },
		{ name: 'a server error', answer: json({}, 500) },
		{ name: 'a page of a proxy', answer: sample('openai.error.502-html') },
		{ name: 'a rate limit', answer: json({}, 429) },
		{ name: 'a conflict', answer: json({}, 409) },
		{ name: 'silence', answer: hang },
	])('$name', async ({ answer }) => {
		const { server } = await lab.open();
		lab.home.plan(answer, answer, json(video));

		expect((await lab.run(callApi(server, read()))).value.id).toBe('v1');
		expect(lab.home.lines).toEqual(Array(3).fill('GET /v1/videos/v1'));
	});

	it('for a while, and not for ever', async () => {
		const { server } = await lab.open();
		lab.home.always(json({}, 503));

		await expect(lab.run(callApi(server, read()))).rejects.toMatchObject({
			kind: 'serverUnreachable',
		});
		expect(lab.home.lines).toHaveLength(5);
		expect(lab.elapsedMs()).toBe(500 + 1_000 + 2_000 + 4_000);
	});

	it('as long as the server asks, though its clock is hours ahead', async () => {
		const { server } = await lab.open();
		const [date, later] = ['Sat, 21 Nov 2026 15:00:00 GMT', 'Sat, 21 Nov 2026 15:00:05 GMT'];
		lab.home.plan(json({}, 429, { date, 'retry-after': later }), json(video));

		await lab.run(callApi(server, read()));

		expect(lab.elapsedMs()).toBe(5_000);
	});

	it('not where its caller has a schedule of its own', async () => {
		const { server } = await lab.open();
		lab.home.plan(json({}, 503));

		await expect(lab.run(callApi(server, read({ retry: false })))).rejects.toMatchObject({
			details: { status: 503 },
		});
		expect(lab.home.lines).toHaveLength(1);
	});

	it.each(['400', '401', '403', '404'])('but ends at once on a %s', async (status) => {
		const { server } = await lab.open();
		lab.home.plan(json({}, Number(status)));

		await expect(lab.run(callApi(server, read()))).rejects.toMatchObject({
			details: { status: Number(status) },
		});
		expect(lab.home.lines).toHaveLength(1);
	});
});

describe('what a call does not say is known:', () => {
	it('an answer is waited for half a minute', async () => {
		const { server } = await lab.open();
		lab.home.plan(hang);

		await expect(lab.run(callApi(server, read({ retry: false })))).rejects.toMatchObject({
			kind: 'timeout',
		});
		expect(lab.elapsedMs()).toBe(30_000);
	});

	it.each<Purpose>(['create', 'webhooks'])(
		'a POST is never sent again (%s), since it would make a second one',
		async (purpose) => {
			const { server } = await lab.open();
			lab.home.plan(json({}, 503));

			await expect(
				lab.run(callApi(server, create({ purpose, retry: true }))),
			).rejects.toMatchObject({ details: { status: 503 } });
			expect(lab.home.lines).toEqual(['POST /v1/videos']);
		},
	);

	it('an error is about the video that was asked for', async () => {
		const { server } = await lab.open();
		lab.home.plan(json({}, 404));

		await expect(lab.run(callApi(server, read({ videoId: 'v9' })))).rejects.toMatchObject({
			details: { videoId: 'v9' },
		});
	});
});

describe('the Stop button ends a read', () => {
	it('in mid-request, which is not sent again', async () => {
		const stop = new AbortController();
		const { server } = await lab.open({ cancelSignal: stop.signal });
		lab.home.plan(hang);
		setTimeout(() => stop.abort(), 5_000);

		await expect(lab.run(callApi(server, read()))).rejects.toMatchObject({ kind: 'cancelled' });
		expect(lab.elapsedMs()).toBe(5_000);
		expect(lab.home.lines).toHaveLength(1);
	});

	it('in mid-pause', async () => {
		const stop = new AbortController();
		const { server } = await lab.open({ cancelSignal: stop.signal });
		lab.home.plan(json({}, 429, { 'retry-after': '60' }));
		setTimeout(() => stop.abort(), 5_000);

		await expect(lab.run(callApi(server, read()))).rejects.toMatchObject({ kind: 'cancelled' });
		expect(lab.elapsedMs()).toBe(5_000);
	});

	it('also when it is a neighbour that failed', async () => {
		const stop = new AbortController();
		const { server } = await lab.open();
		lab.home.plan(hang);
		setTimeout(() => stop.abort(), 5_000);

		await expect(lab.run(callApi(server, read({ stop: stop.signal })))).rejects.toMatchObject({
			kind: 'cancelled',
		});
		expect(lab.elapsedMs()).toBe(5_000);
	});
});

describe('the body comes before the status:', () => {
	it.each([
		{ name: 'with the failure’s own status', answer: sample('vllm-omni.video.failed') },
		{ name: 'by the id asked for', answer: json({ id: 'v1', status: 'failed' }, 410) },
		{ name: 'by the task_id asked for', answer: json({ task_id: 'v1', status: 'failed' }, 500) },
	])('a failed render that is told $name is a render', async ({ answer }) => {
		const { server } = await lab.open();
		lab.home.plan(answer);

		expect((await lab.run(callApi(server, read()))).value.status).toBe('failed');
		expect(lab.home.lines).toHaveLength(1);
	});

	it('a create that is answered by a failed render has made one', async () => {
		const { server } = await lab.open();
		lab.home.plan(sample('vllm-omni.video.failed'));

		expect((await lab.run(callApi(server, create()))).value.status).toBe('failed');
	});

	it.each([
		{ name: 'an error that calls itself a video', body: { object: 'video', error: 'x' } },
		{ name: 'a list', body: [] },
		{ name: 'nothing', body: null },
	])('$name is an error', async ({ body }) => {
		const { server } = await lab.open();
		lab.home.plan(json(body, 400));

		await expect(lab.run(callApi(server, read()))).rejects.toMatchObject({ kind: 'badInput' });
	});

	const envelope = { id: 'trace-1', status: 'error', message: 'upstream busy' };

	it('a gateway’s error with an id of its own does not end a render that runs', async () => {
		const { server } = await lab.open();
		lab.home.plan(json(envelope, 503), json(video));

		expect((await lab.run(callApi(server, read()))).value.status).toBe('queued');
	});

	it.each([
		{ status: 503, kind: 'serverUnreachable', mayExist: true, keyRefused: false },
		{ status: 429, kind: 'rateLimit', mayExist: false, keyRefused: false },
		{ status: 401, kind: 'auth', mayExist: false, keyRefused: true },
	])(
		'no create has failed as a render by such an error ($status)',
		async ({ status, kind, ...details }) => {
			const { server } = await lab.open();
			lab.home.plan(json(envelope, status));

			await expect(lab.run(callApi(server, create()))).rejects.toMatchObject({ kind, details });
		},
	);

	it.each([401, 403, 404, 408, 429])('a %d is never a video', async (status) => {
		const { server } = await lab.open();
		lab.home.plan(json({ ...video, status: 'failed' }, status));

		await expect(lab.run(callApi(server, read({ retry: false })))).rejects.toMatchObject({
			details: { status },
		});
	});
});

it('an answer nested beyond all reason is the video that it names', async () => {
	const { server } = await lab.open();
	const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
	lab.home.plan(
		text(`{"id":"v1","object":"video","status":"queued","seconds":4,"x":${deep}}`, 202),
	);

	const { value } = await lab.run(callApi(server, create()));

	expect(value.raw).toEqual({ id: 'v1', object: 'video', status: 'queued', seconds: 4 });
});

describe('an answer that is none of a Videos API', () => {
	it.each<Purpose>(['read', 'create'])('is quoted, with its request id (%s)', async (purpose) => {
		const { server } = await lab.open();
		lab.home.always(text('<h1>It works!</h1>', 200, { 'x-request-id': 'req_1' }));

		await expect(lab.run(callApi(server, read({ purpose })))).rejects.toMatchObject({
			kind: 'notSupported',
			message: 'The answer is not one of a Videos API: It works!',
			details: { requestId: 'req_1', status: 200, mayExist: purpose === 'create' },
		});
		expect(lab.home.lines).toHaveLength(purpose === 'create' ? 1 : 5);
	});

	it.each([
		{ name: 'a page', answer: text('<p>Starting up</p>') },
		{ name: 'nothing', answer: text('') },
		{ name: 'a message', answer: json({ message: 'warming up' }) },
	])(
		'is asked for again in time, as a proxy answers while its server restarts: $name',
		async ({ answer }) => {
			const { server } = await lab.open();
			lab.home.plan(answer, answer, json(video));

			await expect(lab.run(callApi(server, read()))).resolves.toMatchObject({
				value: { id: 'v1' },
			});
			expect(lab.home.lines).toHaveLength(3);
		},
	);

	it('is asked for once where the caller has a schedule of its own', async () => {
		const { server } = await lab.open();
		lab.home.plan(text(''));

		await expect(lab.run(callApi(server, read({ retry: false })))).rejects.toMatchObject({
			details: { mayPass: true },
		});
	});

	it.each([
		{ name: 'as text', body: '{"id": "v1", "status": "que', videoId: 'v1' },
		{
			name: 'as number',
			body: '{"task_id":1234567890123456789,"sta',
			videoId: '1234567890123456789',
		},
		{ name: 'not as half a number', body: '{"id":12345678901', videoId: undefined },
		{ name: 'not as half a text', body: '{"id":"vide', videoId: undefined },
	])('still shows the id of a create when it broke off: $name', async ({ body, videoId }) => {
		const { server } = await lab.open();
		lab.home.plan(text(body, 202));

		const error = await lab.run(callApi(server, create()).then(() => undefined, toSoraError));

		expect(error).toMatchObject({ kind: 'notSupported', details: { mayExist: true } });
		expect(error?.details.videoId).toBe(videoId);
	});

	it('is called empty when it is', async () => {
		const { server } = await lab.open();
		lab.home.always(text(''));

		await expect(lab.run(callApi(server, read()))).rejects.toMatchObject({
			message: 'The answer is not one of a Videos API: empty',
		});
	});
});

describe('an answer without a body', () => {
	const anything = z.record(z.unknown());

	it.each([202, 204])('accepts with %d, and says nothing yet', async (status) => {
		const { server } = await lab.open();
		lab.home.plan(text('', status));

		const { value } = await lab.run(callApi(server, { ...read(), schema: anything }));

		expect(value).toEqual({});
		expect(lab.home.lines).toHaveLength(1);
	});

	it('is none of a Videos API with 200', async () => {
		const { server } = await lab.open();
		lab.home.plan(text(''));

		const work = callApi(server, { ...read(), retry: false, schema: anything });

		await expect(lab.run(work)).rejects.toMatchObject({ kind: 'notSupported' });
	});
});

describe('an answer that is too long', () => {
	const mib = 1024 * 1024;
	/** A video that is still open, and then more. */
	const after = (more: string) => text(`{"id":"v1","status":"completed"${more}`);
	const clip = (bytes: number) => `,"b64_json":"${'A'.repeat(bytes)}"}`;

	it('is none when a clip makes it so', async () => {
		const { server } = await lab.open();
		lab.home.plan(after(clip(20 * mib)));

		const { value } = await lab.run(callApi(server, read()));

		expect(value.files).toEqual([{ base64: 'A'.repeat(20 * mib) }]);
	});

	it.each([
		{ name: 'small parts', more: `,"x":[${'1,'.repeat(3 * mib)}1]}` },
		{ name: 'a clip that is no clip any more', more: clip(50 * mib) },
	])('shows of a create that it may exist, and its id: $name', async ({ more }) => {
		const { server } = await lab.open();
		lab.home.plan(after(more));

		await expect(lab.run(callApi(server, create()))).rejects.toMatchObject({
			kind: 'notSupported',
			message: expect.stringContaining('too long') as string,
			details: { mayExist: true, videoId: 'v1' },
		});
		await lab.home.closed();
	});

	it('is asked for once', async () => {
		const { server } = await lab.open();
		lab.home.plan(after(clip(50 * mib)));

		await expect(lab.run(callApi(server, read()))).rejects.toMatchObject({ kind: 'notSupported' });
		expect(lab.home.lines).toHaveLength(1);
	});

	it('is read by its beginning when it is an error', async () => {
		const { server } = await lab.open();
		lab.home.plan(json({ error: { message: 'no '.repeat(mib) } }, 400));

		const error = await lab.run(callApi(server, create()).then(() => undefined, toSoraError));

		expect(error?.kind).toBe('badInput');
		expect(error?.message.length).toBeLessThan(300);
		await lab.home.closed();
	});
});

describe('the query of the Base URL', () => {
	it('goes with each call, beside its own', async () => {
		const { server } = await lab.open({
			credential: { baseUrl: `${lab.home.origin}/openai/v1?api-version=preview` },
		});
		lab.home.plan(json(video), json(video));

		await lab.run(callApi(server, create()));
		await lab.run(callApi(server, read({ query: { limit: '2' } })));

		expect(lab.home.lines).toEqual([
			'POST /openai/v1/videos?api-version=preview',
			'GET /openai/v1/videos/v1?api-version=preview&limit=2',
		]);
	});
});

describe('a redirect', () => {
	it('that leads nowhere is not asked again', async () => {
		const { server } = await lab.open();
		lab.home.plan(redirect('http://['));

		await expect(lab.run(callApi(server, read()))).rejects.toMatchObject({ kind: 'notSupported' });
		expect(lab.home.lines).toHaveLength(1);
	});

	it.each([401, 403])('to another origin says nothing about the key (%d)', async (status) => {
		const abroad = await lab.abroad();
		const { server } = await lab.open();
		lab.home.plan(redirect(`${abroad.origin}/v1/videos/v1?a=1`, 301));
		abroad.plan(json({ error: { message: 'Missing bearer token' } }, status));

		const error = await lab.run(callApi(server, read()).then(() => undefined, toSoraError));

		expect(error).toMatchObject({
			kind: 'notSupported',
			message: `The server sends the request on to another address (${abroad.origin}/v1/videos/v1)`,
			details: { status, videoId: 'v1', advice: expect.stringContaining('as Base URL') as string },
		});
		expect(error?.details.keyRefused).toBeUndefined();
		expect(abroad.lines).toHaveLength(1);
	});

	it('within the server leaves a refused key a refused key', async () => {
		const { server } = await lab.open();
		lab.home.plan(redirect('/v2/videos/v1'), json({}, 401));

		await expect(lab.run(callApi(server, read()))).rejects.toMatchObject({
			kind: 'auth',
			details: { keyRefused: true },
		});
	});
});

describe('a create that is done and shown elsewhere (303)', () => {
	it('has made the video that is shown there, asked for with the key', async () => {
		const { server } = await lab.open();
		lab.home.plan(redirect('/v1/videos/v1', 303), json({}, 503), json(video));

		const { value } = await lab.run(callApi(server, create()));

		expect(value.id).toBe('v1');
		expect(lab.home.lines).toEqual(['POST /v1/videos', 'GET /v1/videos/v1', 'GET /v1/videos/v1']);
		expect(lab.home.requests[1]?.headers.authorization).toBe('Bearer sk-test-key');
	});

	it.each<{ name: string; answers: Answer[]; kind: string; requests: number }>([
		{ name: 'a 404', answers: [json({}, 404)], kind: 'notFound', requests: 2 },
		{ name: 'a wrong key', answers: [json({}, 401)], kind: 'auth', requests: 2 },
		{
			name: 'a page',
			answers: Array<Answer>(5).fill(text('<h1>Done</h1>')),
			kind: 'notSupported',
			requests: 6,
		},
		{
			name: 'silence',
			answers: Array<Answer>(5).fill(hang),
			kind: 'timeout',
			requests: 6,
		},
	])('may exist after $name', async ({ answers, kind, requests }) => {
		const { server } = await lab.open();
		lab.home.plan(redirect('/v1/videos/v1', 303), ...answers);

		await expect(lab.run(callApi(server, create()))).rejects.toMatchObject({
			kind,
			details: { mayExist: true },
		});
		expect(lab.home.lines).toHaveLength(requests);
		expect(lab.home.lines.filter((line) => line.startsWith('POST'))).toHaveLength(1);
	});

	it.each([
		{ name: 'at another origin', answer: redirect('https://other.example.com/v1/videos/v1', 303) },
		{ name: 'at no address', answer: redirect('http://[', 303) },
		{ name: 'nobody knows where', answer: text('', 303) },
	])('may exist where it is shown $name', async ({ answer }) => {
		const { server } = await lab.open();
		lab.home.plan(answer);
		lab.home.always(json({ object: 'list', data: [] }));

		await expect(lab.run(callApi(server, create()))).rejects.toMatchObject({
			kind: 'notSupported',
			details: { mayExist: true },
		});
		expect(lab.home.lines[0]).toBe('POST /v1/videos');
		expect(lab.home.lines.slice(1)).not.toContain('POST /v1/videos');
	});
});
