import { types } from 'node:util';

import type { FaultOrder } from '../../simulator';
import { at, closeLabs, entriesOf, eventually, type Lab, openLab, textAt } from './client';

afterEach(closeLabs);

/** A simulator with one finished video. */
async function labWithVideo(): Promise<{ lab: Lab; id: string }> {
	const lab = await openLab({ media: { bytes: 200_000 } });
	const id = textAt(await lab.create({ prompt: 'a boat' }), 'id');
	lab.forward(10_000);
	return { lab, id };
}

const status = (lab: Lab, id: string) => lab.send('GET', `/videos/${id}`);
const content = (lab: Lab, id: string) => lab.send('GET', `/videos/${id}/content`);

/** Why a request got no answer. */
async function lost(reply: Promise<unknown>): Promise<string> {
	try {
		await reply;
	} catch (error) {
		// Errors of Node's own fetch come from outside of jest's realm, where instanceof fails.
		const cause = types.isNativeError(error) ? error.cause : undefined;
		const code = types.isNativeError(cause) && 'code' in cause ? cause.code : undefined;
		return typeof code === 'string' ? code : 'lost';
	}
	throw new Error('The answer arrived.');
}

describe('answers in place of the right one', () => {
	it.each<{ name: string; fault: FaultOrder['fault']; status: number; body: RegExp }>([
		{
			name: 'a status, worded as the server words its errors',
			fault: { kind: 'status', status: 503 },
			status: 503,
			body: /^\{"error":\{"message":"The server is overloaded.*"type":"server_error"/,
		},
		{
			name: 'a status with a code',
			fault: { kind: 'status', status: 429, code: 'insufficient_quota', message: 'Pay first.' },
			status: 429,
			body: /"message":"Pay first\.".*"code":"insufficient_quota"/,
		},
		{
			name: 'a status with a body of its own',
			fault: { kind: 'status', status: 418, body: { teapot: true } },
			status: 418,
			body: /^\{"teapot":true\}$/,
		},
		{
			name: 'a status with plain text',
			fault: { kind: 'status', status: 500, body: 'oops' },
			status: 500,
			body: /^oops$/,
		},
		{ name: 'HTML', fault: { kind: 'html' }, status: 502, body: /^<html>/ },
		{ name: 'an unknown id', fault: { kind: 'notFound' }, status: 404, body: /not found/ },
		{
			name: 'JSON with 200',
			fault: { kind: 'jsonInstead' },
			status: 200,
			body: /^\{"message":"ok"\}$/,
		},
		{ name: 'an empty body', fault: { kind: 'empty' }, status: 200, body: /^$/ },
	])('$name', async ({ fault, status: expected, body }) => {
		const { lab, id } = await labWithVideo();
		const order = lab.simulator.order({ match: { path: 'status' }, fault });
		const reply = await status(lab, id);
		expect(reply.status).toBe(expected);
		expect(reply.body.toString()).toMatch(body);
		expect(order.hits).toBe(1);
		expect((await status(lab, id)).json.status).toBe('completed');
	});

	it('name how long to wait, and carry other headers', async () => {
		const { lab, id } = await labWithVideo();
		const headers = { 'retry-after-ms': '1500', 'x-should-retry': 'false' };
		lab.simulator.order({ fault: { kind: 'status', status: 429, retryAfter: 7, headers } });
		const reply = await status(lab, id);
		expect(Object.fromEntries(reply.headers)).toMatchObject({ ...headers, 'retry-after': '7' });
	});

	it.each([301, 302, 303, 307, 308] as const)('redirect by %d', async (code) => {
		const { lab, id } = await labWithVideo();
		const location = `${lab.simulator.fileOrigin}/files/${id}.mp4`;
		lab.simulator.order({ fault: { kind: 'redirect', status: code, location } });
		const reply = await lab.send('GET', `/videos/${id}`, { redirect: 'manual' });
		expect([reply.status, reply.headers.get('location')]).toEqual([code, location]);
	});

	it('malformed JSON with the right type', async () => {
		const { lab, id } = await labWithVideo();
		lab.simulator.order({ fault: { kind: 'malformed' } });
		const reply = await status(lab, id);
		expect(reply.headers.get('content-type')).toBe('application/json');
		expect(() => reply.json).toThrow(SyntaxError);
	});

	it('completed, but the file is not there for two requests', async () => {
		const { lab, id } = await labWithVideo();
		lab.simulator.order({ match: { path: 'content' }, times: 2, fault: { kind: 'notReady' } });
		const replies = [await content(lab, id), await content(lab, id), await content(lab, id)];
		expect(replies.map((reply) => reply.status)).toEqual([404, 404, 200]);
		expect(textAt(replies[0]?.json, 'error', 'message')).toMatch(/^Video is not ready yet/);
	});
});

describe('lost answers', () => {
	it.each([
		{ when: 'before' as const, made: 0 },
		{ when: 'after' as const, made: 1 },
	])('a create reset $when it is accepted leaves $made videos', async ({ when, made }) => {
		const lab = await openLab();
		lab.simulator.order({ match: { path: 'create' }, fault: { kind: 'reset', when } });
		expect(await lost(lab.create({ prompt: 'a' }))).toBe('ECONNRESET');
		expect(lab.simulator.videos).toHaveLength(made);
		expect(lab.simulator.requests).toMatchObject([{ status: null, faults: ['reset'] }]);
	});

	it.each([
		{ when: 'before' as const, made: 0 },
		{ when: 'after' as const, made: 1 },
	])('a create that hangs $when it is accepted leaves $made videos', async ({ when, made }) => {
		const lab = await openLab();
		lab.simulator.order({ match: { path: 'create' }, fault: { kind: 'hang', when } });
		const hung = lost(lab.create({ prompt: 'a' }));
		await eventually(() => lab.simulator.requests[0]?.faults.length === 1);
		expect(lab.simulator.videos).toHaveLength(made);
		await lab.simulator.close();
		expect(await hung).toMatch(/^(UND_ERR_SOCKET|ECONNRESET)$/);
	});

	it.each([
		{ name: 'a 504', fault: { kind: 'status', status: 504, when: 'after' }, status: 504 },
		{ name: 'a page of a proxy', fault: { kind: 'html', when: 'after' }, status: 502 },
	] as const)(
		'a create answered by $name after it is accepted',
		async ({ fault, status: code }) => {
			const lab = await openLab();
			lab.simulator.order({ match: { path: 'create' }, fault });
			expect((await lab.send('POST', '/videos', { json: { prompt: 'a' } })).status).toBe(code);
			expect(lab.simulator.videos).toHaveLength(1);
		},
	);

	it.each(['end', 'reset'] as const)('a file cut at half by %s', async (how) => {
		const { lab, id } = await labWithVideo();
		lab.simulator.order({ fault: { kind: 'cut', atFraction: 0.5, how } });
		expect(await lost(content(lab, id))).toMatch(/^(UND_ERR_SOCKET|ECONNRESET)$/);
		expect((await content(lab, id)).body).toHaveLength(200_000);
	});

	it('a file cut at half has sent its first half', async () => {
		const { lab, id } = await labWithVideo();
		lab.simulator.order({ fault: { kind: 'cut', atFraction: 0.5 } });
		expect(await received(lab, id)).toBe(100_000);
	});

	it('a file that falls silent keeps its connection', async () => {
		const { lab, id } = await labWithVideo();
		lab.simulator.order({ fault: { kind: 'cut', atFraction: 0.25, how: 'stall' } });
		const silent = received(lab, id);
		const { requests } = lab.simulator;
		await eventually(() => requests.at(-1)?.faults[0] === 'cut' && lab.simulator.settled());
		await lab.simulator.close();
		expect(await silent).toBe(50_000);
	});
});

/** Bytes of a file that arrive before the connection ends. */
async function received(lab: Lab, id: string): Promise<number> {
	const { apiKey, baseUrl } = lab.simulator;
	const headers = { authorization: `Bearer ${apiKey}` };
	const { body } = await fetch(`${baseUrl}/videos/${id}/content`, { headers });
	const reader = body?.getReader();
	let bytes = 0;
	try {
		for (;;) {
			const chunk: { done: boolean; value?: Uint8Array } = (await reader?.read()) ?? { done: true };
			if (chunk.done) return bytes;
			bytes += chunk.value?.length ?? 0;
		}
	} catch {
		return bytes;
	}
}

describe('slow and odd answers', () => {
	it('trickle by the clock', async () => {
		jest.useFakeTimers({
			doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance'],
		});
		try {
			const { lab, id } = await labWithVideo();
			lab.simulator.order({ fault: { kind: 'trickle', bytesPerSecond: 100_000 } });
			let arrived = false;
			const reply = content(lab, id).finally(() => (arrived = true));
			let waitedMs = 0;
			for (; !arrived && waitedMs < 10_000; waitedMs += 100) {
				for (let turns = 0; turns < 20; turns += 1) await new Promise(setImmediate);
				await jest.advanceTimersByTimeAsync(100);
			}
			expect((await reply).body).toHaveLength(200_000);
			// Twenty pieces, with a pause between each two.
			expect(waitedMs).toBeGreaterThanOrEqual(1_900);
		} finally {
			jest.useRealTimers();
		}
	});

	it('come late without counting as in flight', async () => {
		const { lab, id } = await labWithVideo();
		lab.simulator.order({ fault: { kind: 'delay', ms: 40 } });
		const reply = status(lab, id);
		await eventually(() => lab.simulator.requests.at(-1)?.faults[0] === 'delay');
		expect(lab.simulator.settled()).toBe(true);
		expect((await reply).status).toBe(200);
	});

	it('ignore ranges', async () => {
		const { lab, id } = await labWithVideo();
		lab.simulator.order({ fault: { kind: 'ignoreRange' } });
		const part = () =>
			lab.send('GET', `/videos/${id}/content`, { headers: { range: 'bytes=10-19' } });
		const [first, second] = [await part(), await part()];
		expect([first.status, first.body.length, first.headers.get('accept-ranges')]).toEqual([
			200,
			200_000,
			null,
		]);
		expect([second.status, second.body.length]).toEqual([206, 10]);
	});

	it('leave the length out', async () => {
		const { lab, id } = await labWithVideo();
		lab.simulator.order({ fault: { kind: 'omitLength' } });
		const reply = await content(lab, id);
		expect([reply.headers.get('content-length'), reply.headers.get('transfer-encoding')]).toEqual([
			null,
			'chunked',
		]);
		expect(reply.body).toHaveLength(200_000);
	});

	it('name a wrong type', async () => {
		const { lab, id } = await labWithVideo();
		lab.simulator.order({ fault: { kind: 'contentType', type: 'text/plain' } });
		expect((await content(lab, id)).headers.get('content-type')).toBe('text/plain');
	});

	it('add up on one request', async () => {
		const { lab, id } = await labWithVideo();
		const fault = [{ kind: 'omitLength' }, { kind: 'contentType', type: 'x/y' }] as const;
		lab.simulator.order({ match: { path: 'content' }, fault: [...fault] });
		lab.simulator.order({ match: { path: 'content' }, fault: { kind: 'ignoreRange' } });
		const reply = await content(lab, id);
		expect(reply.headers.get('content-type')).toBe('x/y');
		expect(lab.simulator.requests.at(-1)?.faults).toEqual([
			'omitLength',
			'contentType',
			'ignoreRange',
		]);
	});
});

describe('odd states', () => {
	it('show an unknown word, in a status and in a list', async () => {
		const { lab, id } = await labWithVideo();
		lab.simulator.order({ times: 2, fault: { kind: 'statusWord', word: 'Dreaming' } });
		expect((await status(lab, id)).json.status).toBe('Dreaming');
		const list = (await lab.send('GET', '/videos')).json;
		expect(entriesOf(list).map((video) => video.status)).toEqual(['Dreaming']);
	});

	it.each([
		{ value: 'backwards' as const, shown: 30 },
		{ value: null, shown: null },
		{ value: 140, shown: 140 },
	])('show progress $value', async ({ value, shown }) => {
		const lab = await openLab();
		const id = textAt(await lab.create({ prompt: 'a' }), 'id');
		lab.forward(6_000);
		lab.simulator.order({ fault: { kind: 'progress', value } });
		expect((await status(lab, id)).json.progress).toBe(shown);
		expect((await status(lab, id)).json.progress).toBe(60);
	});

	it('lag behind', async () => {
		const lab = await openLab();
		const id = textAt(await lab.create({ prompt: 'a' }), 'id');
		lab.forward(10_000);
		await lab.create({ prompt: 'b' });
		lab.simulator.order({ times: 2, fault: { kind: 'lagging', ms: 4_000 } });
		const list = (await lab.send('GET', '/videos')).json;
		expect(entriesOf(list)).toMatchObject([{ id, status: 'in_progress', progress: 60 }]);
		expect((await status(lab, id)).json).toMatchObject({ status: 'in_progress', progress: 60 });
		expect((await status(lab, id)).json.status).toBe('completed');
	});

	it('fail one render of three', async () => {
		const lab = await openLab();
		lab.simulator.order({
			match: { path: 'create' },
			after: 1,
			fault: { kind: 'failRender', code: 'server_error', message: 'GPU lost' },
		});
		for (const prompt of ['a', 'b', 'c']) await lab.create({ prompt });
		lab.forward(10_000);
		expect(lab.simulator.videos.map((video) => video.error?.message ?? null)).toEqual([
			null,
			'GPU lost',
			null,
		]);
	});
});

describe('odd lists', () => {
	it.each([
		{ how: 'empty' as const, indexes: [], more: false, cursors: true },
		{ how: 'noCursors' as const, indexes: [2, 1], more: undefined, cursors: false },
		{ how: 'repeats' as const, indexes: [2, 2, 1, 1], more: true, cursors: true },
		{ how: 'shuffled' as const, indexes: [1, 2], more: true, cursors: true },
		{ how: 'forgets' as const, indexes: [2], more: true, cursors: true },
	])('$how', async ({ how, indexes, more, cursors }) => {
		const lab = await openLab();
		for (const prompt of ['a', 'b', 'c']) await lab.create({ prompt });
		const made = lab.simulator.videos.map((video) => video.id);
		lab.simulator.order({ match: { path: 'list' }, fault: { kind: 'list', how } });
		const { json } = await lab.send('GET', '/videos?limit=2');
		expect(entriesOf(json).map((video) => made.indexOf(textAt(video, 'id')))).toEqual(indexes);
		expect([json.has_more, 'last_id' in json]).toEqual([more, cursors]);
	});

	it('ignore the cursor and send the first page for ever', async () => {
		const lab = await openLab();
		for (const prompt of ['a', 'b', 'c']) await lab.create({ prompt });
		const order = { times: Infinity, fault: { kind: 'list', how: 'ignoresCursor' } } as const;
		lab.simulator.order(order);
		const first = (await lab.send('GET', '/videos?limit=2')).json;
		const second = (await lab.send('GET', `/videos?limit=2&after=${textAt(first, 'last_id')}`))
			.json;
		expect(second).toEqual(first);
	});
});

describe('orders', () => {
	it('wait for their requests: after the first, for so many, by path, method and prompt', async () => {
		const lab = await openLab();
		const fault = { kind: 'status', status: 500 } as const;
		lab.simulator.order({
			match: { method: 'get', path: /\/videos\/[^/]+$/ },
			after: 1,
			times: 2,
			fault,
		});
		lab.simulator.order({ match: { prompt: /cursed/ }, times: Infinity, fault: { kind: 'html' } });
		const id = textAt(await lab.create({ prompt: 'plain' }), 'id');
		const seen = [];
		for (let n = 0; n < 4; n += 1) seen.push((await status(lab, id)).status);
		expect(seen).toEqual([200, 500, 500, 200]);
		expect((await lab.send('POST', '/videos', { json: { prompt: 'cursed' } })).status).toBe(502);
	});

	it('find a video by the prompt it was made with', async () => {
		const lab = await openLab();
		const id = textAt(await lab.create({ prompt: 'cursed' }), 'id');
		lab.simulator.order({ match: { prompt: /cursed/, path: 'status' }, fault: { kind: 'html' } });
		expect((await status(lab, id)).status).toBe(502);
	});

	it('come one after the other where only one can be met', async () => {
		const { lab, id } = await labWithVideo();
		for (const code of [429, 500]) lab.simulator.order({ fault: { kind: 'status', status: code } });
		const replies = [await status(lab, id), await status(lab, id), await status(lab, id)];
		expect(replies.map((reply) => reply.status)).toEqual([429, 500, 200]);
	});

	it('can be taken back, and are not used up by requests without the key', async () => {
		const { lab, id } = await labWithVideo();
		const order = lab.simulator.order({ fault: { kind: 'html' } });
		expect((await lab.send('GET', `/videos/${id}`, { key: 'wrong' })).status).toBe(401);
		order.cancel();
		expect((await status(lab, id)).status).toBe(200);
		expect(order.hits).toBe(0);
	});

	it('reach the other origin too', async () => {
		const { lab, id } = await labWithVideo();
		lab.simulator.order({ match: { path: 'file' }, fault: { kind: 'status', status: 403 } });
		const address = `${lab.simulator.fileOrigin}/files/${id}.mp4`;
		const replies = [await lab.send('GET', address), await lab.send('GET', address)];
		expect(replies.map((reply) => reply.status)).toEqual([403, 200]);
		expect(at(replies[0]?.json, 'error', 'type')).toBe('invalid_request_error');
	});
});
