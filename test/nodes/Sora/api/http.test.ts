import { sendForStream, sendForText, type HttpRequest } from '../../../../nodes/Sora/api/http';
import { longestTimerMs } from '../../../../nodes/Sora/api/timer';
import { after, broken, hang, json, redirect, reset, slowly, text } from '../../../support/answers';
import type { Answer } from '../../../support/loopback';
import { useLab } from '../lab';

const lab = useLab();

const get = (path: string, more: Partial<HttpRequest> = {}): HttpRequest => ({
	method: 'GET',
	url: lab.home.origin + path,
	limitMs: 30_000,
	...more,
});

const post = (path: string): HttpRequest => ({
	...get(path),
	method: 'POST',
	body: () => ({ prompt: 'a boat' }),
});

describe('an answer', () => {
	it('comes as it is, whatever its status', async () => {
		const { server } = await lab.open();
		lab.home.plan(text('gone', 410, { 'X-Request-Id': 'req_1' }));

		const answer = await lab.run(
			sendForText(server, get('/v1/videos/a', { query: { limit: '2' } })),
		);

		expect(answer).toMatchObject({
			status: 410,
			text: 'gone',
			headers: { 'x-request-id': 'req_1' },
		});
		expect(lab.home.lines).toEqual(['GET /v1/videos/a?limit=2']);
	});

	it('is wanted as it is, since what is packed may be far longer', async () => {
		const { server } = await lab.open();
		lab.home.plan(text('gone'));

		await lab.run(sendForText(server, get('/v1/videos/a')));

		expect(lab.home.requests[0]?.headers).toMatchObject({ 'accept-encoding': 'identity' });
	});

	it('that breaks off in its middle has not come', async () => {
		const { server } = await lab.open();
		lab.home.plan(broken(Buffer.from('{"id":"v1"}'), 5, 'reset'));

		expect(await lab.run(sendForText(server, get('/v1/videos/a')))).toMatchObject({
			text: '{"id"',
			problem: { kind: 'serverUnreachable', details: { mayExist: true } },
		});
	});

	it('ends with the Stop button, also in its middle', async () => {
		const stop = new AbortController();
		const { server } = await lab.open({ cancelSignal: stop.signal });
		lab.home.plan(slowly(Buffer.from('never'), 5, 5_000));
		setTimeout(() => stop.abort(), 7_000);

		expect(await lab.run(sendForText(server, get('/v1/videos/a')))).toMatchObject({
			problem: { kind: 'cancelled', details: { mayExist: true } },
		});
		expect(lab.elapsedMs()).toBe(7_000);
	});

	it('is empty where the server sends no body', async () => {
		const { server } = await lab.open();
		lab.home.plan(text('', 204));

		expect(await lab.run(sendForText(server, get('/v1/videos/a')))).toMatchObject({
			status: 204,
			text: '',
		});
	});

	it('comes as a stream that n8n’s storage takes', async () => {
		const { server, context, stored } = await lab.open();
		lab.home.plan(text('bytes', 200));

		const { chunks, toReadable } = await lab.run(sendForStream(server, get('/v1/a')));
		await lab.run(context.helpers.prepareBinaryData(toReadable(chunks), 'a.mp4', 'video/mp4'));

		expect(stored[0]?.content.toString()).toBe('bytes');
	});
});

describe('the server’s clock', () => {
	const told = { date: 'Sat, 21 Nov 2026 10:00:00 GMT' };
	const toldMs = Date.UTC(2026, 10, 21, 10);

	it('is read off every answer, a refusal and a file too', async () => {
		const { server } = await lab.open();
		lab.home.plan(
			text('no', 403, told),
			text('bytes', 200, { date: 'Sat, 21 Nov 2026 11:00:00 GMT' }),
		);

		await lab.run(sendForText(server, get('/v1/videos/a')));
		expect(server.clock.nowMs()).toBe(toldMs);

		(await lab.run(sendForStream(server, get('/v1/a')))).discard();
		expect(server.clock.nowMs()).toBe(toldMs + 3_600_000);
	});

	it('is not that of another place to which it sends on', async () => {
		const abroad = await lab.abroad();
		const { server } = await lab.open();
		lab.home.plan(text('', 302, { ...told, location: `${abroad.origin}/a.mp4` }));
		abroad.plan(text('bytes', 200, { date: 'Sun, 22 Nov 2026 10:00:00 GMT' }));

		await lab.run(sendForText(server, get('/v1/videos/a/content')));

		expect(server.clock.nowMs()).toBe(toldMs);
	});
});

describe('a body nobody wants closes its connection:', () => {
	const endless = (status: number, headers: Record<string, string> = {}): Answer => {
		return (response) => {
			response.writeHead(status, headers).write(Buffer.alloc(1_000_000));
		};
	};

	it('that of an answer', async () => {
		const { server } = await lab.open();
		lab.home.plan(endless(200));

		(await lab.run(sendForStream(server, get('/v1/a')))).discard();

		await lab.home.closed();
	});

	it('that of a redirect', async () => {
		const { server } = await lab.open();
		lab.home.plan(endless(302, { location: '/v1/b' }), text('found'));

		(await lab.run(sendForStream(server, get('/v1/a')))).discard();

		await lab.home.closed();
		expect(lab.home.lines).toEqual(['GET /v1/a', 'GET /v1/b']);
	});
});

describe('the key', () => {
	it.each<{ name: string; credential: Record<string, string>; expected: object }>([
		{
			name: 'as a bearer token',
			credential: { apiKey: 'sk-1' },
			expected: { authorization: 'Bearer sk-1' },
		},
		{
			name: 'as Azure wants it',
			credential: { apiKey: 'sk-1', authentication: 'apiKeyHeader' },
			expected: { 'api-key': 'sk-1' },
		},
		{
			name: 'with a gateway’s header, organization and project',
			credential: {
				headerName: 'x-gate',
				headerSecret: 'sesame',
				organizationId: 'org-1',
				projectId: 'proj_1',
			},
			expected: { 'x-gate': 'sesame', 'openai-organization': 'org-1', 'openai-project': 'proj_1' },
		},
	])('goes to the configured server $name', async ({ credential, expected }) => {
		const { server } = await lab.open({ credential });
		lab.home.plan(text(''));

		await lab.run(sendForText(server, get('/v1/models')));

		expect(lab.home.requests[0]?.headers).toMatchObject(expected);
	});

	it('is not sent where there is none', async () => {
		const { server } = await lab.open({ credential: { apiKey: '' } });
		lab.home.plan(text(''));

		await lab.run(sendForText(server, get('/v1/models')));

		expect(lab.home.requests[0]?.headers).not.toHaveProperty('authorization');
	});

	it('never goes to an address that is to be asked without it, not even at home', async () => {
		const { server } = await lab.open();
		lab.home.plan(text(''));

		await lab.run(sendForText(server, get('/picture.png', { anonymous: true })));

		expect(lab.home.requests[0]?.headers).not.toHaveProperty('authorization');
	});
});

describe('a redirect', () => {
	const credential = {
		apiKey: 'sk-secret',
		headerName: 'x-gate',
		headerSecret: 'sesame-secret',
		organizationId: 'org-secret',
		projectId: 'proj_secret',
	};

	it.each(['bearer', 'apiKeyHeader'])(
		'to another origin gets the file, but no secret (%s)',
		async (authentication) => {
			const abroad = await lab.abroad();
			const { server } = await lab.open({
				credential: { ...credential, authentication },
			});
			lab.home.plan(redirect(`${abroad.origin}/a.mp4?sig=1`));
			abroad.plan(text('bytes'));

			const answer = await lab.run(sendForText(server, get('/v1/videos/a/content')));

			expect(answer.text).toBe('bytes');
			expect(lab.home.lines).toEqual(['GET /v1/videos/a/content']);
			expect(lab.home.requests[0]?.headers).toMatchObject({ 'x-gate': 'sesame-secret' });
			expect(abroad.lines).toEqual(['GET /a.mp4?sig=1']);
			expect(JSON.stringify(abroad.requests)).not.toMatch(/secret|authorization|api-key|x-gate/i);
		},
	);

	it('in a stream’s way gets no secret either', async () => {
		const abroad = await lab.abroad();
		const { server } = await lab.open({ credential });
		lab.home.plan(redirect(`${abroad.origin}/a.mp4`, 307));
		abroad.plan(text('bytes'));

		const { status, discard } = await lab.run(sendForStream(server, get('/v1/a')));
		discard();

		expect(status).toBe(200);
		expect(JSON.stringify(abroad.requests)).not.toContain('secret');
	});

	it('within the server is followed with the key, its query left behind', async () => {
		const { server } = await lab.open({ credential });
		lab.home.plan(redirect('../b', 301), text('found'));

		const { text: found } = await lab.run(
			sendForText(server, get('/v1/x/a', { query: { n: '1' } })),
		);

		expect(found).toBe('found');
		expect(lab.home.lines).toEqual(['GET /v1/x/a?n=1', 'GET /v1/b']);
		expect(lab.home.requests[1]?.headers).toMatchObject({ authorization: 'Bearer sk-secret' });
	});

	it('that goes round in circles ends', async () => {
		const { server } = await lab.open();
		lab.home.always(redirect('/v1/a'));

		await expect(lab.run(sendForText(server, get('/v1/a')))).rejects.toMatchObject({
			kind: 'notSupported',
		});
		expect(lab.home.lines).toHaveLength(6);
	});

	it.each([
		{ name: 'to a file', location: 'file:///etc/passwd' },
		{ name: 'to no address at all', location: 'http://[' },
	])('$name leads nowhere', async ({ location }) => {
		const { server } = await lab.open();
		lab.home.plan(redirect(location));

		await expect(lab.run(sendForText(server, get('/v1/a')))).rejects.toMatchObject({
			kind: 'notSupported',
		});
		expect(lab.home.lines).toHaveLength(1);
	});

	it('without an address is an answer like any other', async () => {
		const { server } = await lab.open();
		lab.home.plan(text('', 304));

		expect(await lab.run(sendForText(server, get('/v1/a')))).toMatchObject({ status: 304 });
	});

	it.each([301, 302])('never turns a create into something else (%d)', async (status) => {
		const { server } = await lab.open();
		lab.home.plan(redirect('/v2/videos', status));

		await expect(lab.run(sendForText(server, post('/v1/videos')))).rejects.toMatchObject({
			kind: 'notSupported',
			message: expect.stringContaining(`${lab.home.origin}/v2/videos`) as string,
		});
		expect(lab.home.lines).toEqual(['POST /v1/videos']);
	});

	it.each([307, 308])('within the server sends a create on, with its body (%d)', async (status) => {
		const { server } = await lab.open();
		lab.home.plan(redirect('/v2/videos', status), json({}, 202));

		await lab.run(sendForText(server, post('/v1/videos')));

		expect(lab.home.lines).toEqual(['POST /v1/videos', 'POST /v2/videos']);
		expect(lab.home.requests.map(({ body }) => body.toString())).toEqual([
			'{"prompt":"a boat"}',
			'{"prompt":"a boat"}',
		]);
	});

	it('within the server never sends a create on and on', async () => {
		const { server } = await lab.open();
		lab.home.always(redirect('/v1/videos', 307));

		await expect(lab.run(sendForText(server, post('/v1/videos')))).rejects.toMatchObject({
			kind: 'notSupported',
			details: { mayExist: true },
		});
		expect(lab.home.lines).toEqual(['POST /v1/videos']);
	});

	it('that tells a create is done (303) is its answer', async () => {
		const { server } = await lab.open();
		lab.home.plan(redirect('/v1/videos/v1', 303));

		expect(await lab.run(sendForText(server, post('/v1/videos')))).toMatchObject({
			status: 303,
			url: `${lab.home.origin}/v1/videos`,
			headers: { location: '/v1/videos/v1' },
		});
		expect(lab.home.lines).toEqual(['POST /v1/videos']);
	});

	it('to another origin never takes a create along, prompt and all', async () => {
		const abroad = await lab.abroad();
		const { server } = await lab.open();
		lab.home.plan(redirect(`${abroad.origin}/v1/videos`, 308));

		await expect(lab.run(sendForText(server, post('/v1/videos')))).rejects.toMatchObject({
			kind: 'notSupported',
			details: { advice: expect.stringContaining('was not sent there') as string },
		});
		expect(abroad.lines).toEqual([]);
	});
});

describe('the time limit', () => {
	it('ends a request that is never answered, when it is due', async () => {
		const { server } = await lab.open();
		lab.home.plan(hang);

		await expect(lab.run(sendForText(server, get('/v1/a')))).rejects.toMatchObject({
			kind: 'timeout',
			message: expect.stringContaining('within 30 seconds') as string,
		});
		expect(lab.elapsedMs()).toBe(30_000);
	});

	it('counts for a text until its last byte', async () => {
		const { server } = await lab.open();
		lab.home.plan(slowly(Buffer.from('never ready'), 11, 5_000));

		expect(await lab.run(sendForText(server, get('/v1/a')))).toMatchObject({
			problem: { kind: 'timeout' },
		});
		expect(lab.elapsedMs()).toBe(30_000);
	});

	it('counts over all redirects together', async () => {
		const { server } = await lab.open();
		lab.home.always(after(8_000, redirect('/v1/a')));

		await expect(lab.run(sendForText(server, get('/v1/a')))).rejects.toMatchObject({
			kind: 'timeout',
		});
		expect(lab.home.lines).toHaveLength(4);
	});

	it('of a stream ends with its headers, however long the body takes', async () => {
		const { server } = await lab.open();
		const bytes = Buffer.from('a long film');
		lab.home.plan(slowly(bytes, bytes.length, 60_000));

		const { chunks } = await lab.run(sendForStream(server, get('/v1/a')));
		const read = async () => {
			const parts: Uint8Array[] = [];
			for await (const chunk of chunks) parts.push(chunk);
			return Buffer.concat(parts).toString();
		};

		await expect(lab.run(read())).resolves.toBe('a long film');
	});

	it('of ten minutes is not shortened by any other', async () => {
		const { server } = await lab.open();
		lab.home.plan(after(9 * 60_000, text('rendered')));

		const answer = lab.run(sendForText(server, { ...post('/v1/videos'), limitMs: 600_000 }));

		await expect(answer).resolves.toMatchObject({ text: 'rendered' });
	});
});

it('a time limit of a month is none of a millisecond', async () => {
	const { server } = await lab.open();
	lab.home.plan(hang);
	const limitMs = 30 * 24 * 3_600_000;

	await expect(lab.run(sendForText(server, get('/v1/a', { limitMs })))).rejects.toMatchObject({
		kind: 'timeout',
		message: expect.stringContaining('within 2147484 seconds') as string,
	});
	expect(lab.elapsedMs()).toBe(longestTimerMs);
});

describe('the Stop button', () => {
	it.each([true, false])(
		'ends a request under way at once (without key: %s)',
		async (anonymous) => {
			const stop = new AbortController();
			const { server } = await lab.open({ cancelSignal: stop.signal });
			lab.home.plan(hang);
			setTimeout(() => stop.abort(), 1_000);

			await expect(lab.run(sendForText(server, get('/v1/a', { anonymous })))).rejects.toMatchObject(
				{
					kind: 'cancelled',
				},
			);
			expect(lab.elapsedMs()).toBe(1_000);
		},
	);

	it('is not mixed up with a neighbour’s stop', async () => {
		const stop = new AbortController();
		const { server } = await lab.open();
		lab.home.plan(hang);
		setTimeout(() => stop.abort(), 1_000);

		await expect(
			lab.run(sendForText(server, get('/v1/a', { stop: stop.signal }))),
		).rejects.toMatchObject({ kind: 'serverUnreachable' });
	});
});

describe('a request that stays at its server', () => {
	it('goes nowhere else, and says where it was sent', async () => {
		const abroad = await lab.abroad();
		const { server } = await lab.open();
		lab.home.plan(redirect(`${abroad.origin}/v1/a`));

		await expect(lab.run(sendForText(server, get('/v1/a', { stay: true })))).rejects.toMatchObject({
			kind: 'notSupported',
			message: `The server sends the request on to another address (${abroad.origin}/v1/a)`,
		});

		expect(abroad.requests).toEqual([]);
	});

	it('follows a redirect to another path', async () => {
		const { server } = await lab.open();
		lab.home.plan(redirect('/v1/b'), text('b'));

		expect(await lab.run(sendForText(server, get('/v1/a', { stay: true })))).toMatchObject({
			text: 'b',
		});
	});
});

describe('no answer', () => {
	it('from a server that breaks off says so', async () => {
		const { server } = await lab.open();
		lab.home.plan(reset);

		await expect(lab.run(sendForText(server, get('/v1/a')))).rejects.toMatchObject({
			kind: 'serverUnreachable',
			message: expect.stringMatching(
				/^The server broke the connection off \(127\.0\.0\.1:\d+\)$/,
			) as string,
		});
	});

	it('where there is no server says so', async () => {
		const { server } = await lab.open({ credential: { baseUrl: 'http://127.0.0.1:1/v1' } });

		await expect(
			lab.run(sendForText(server, { ...get(''), url: 'http://127.0.0.1:1/v1/a' })),
		).rejects.toMatchObject({
			kind: 'serverUnreachable',
			message: 'Nothing answers at this address (127.0.0.1:1)',
		});
	});
});
