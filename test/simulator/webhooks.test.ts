import type { IncomingHttpHeaders } from 'node:http';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { type DeliveryFault, signDelivery, type SimulatorOptions } from '../../simulator';
import { parseJson } from '../../simulator/http/json';
import { isLoopback } from '../../simulator/webhooks/post';
import { openLoopback } from '../support/loopback';
import { at, closeLabs, entriesOf, epochMs, eventually, type Lab, openLab, textAt } from './client';

/** A receiver that answers what it is told to and keeps what it was sent. */
interface Receiver {
	readonly url: string;
	readonly received: Array<{ headers: IncomingHttpHeaders; body: string }>;
	/** Statuses of the next answers; 204 when used up. */
	answers: number[];
}

const closings: Array<() => Promise<void>> = [];

async function openReceiver(): Promise<Receiver> {
	const { origin, requests, always, close } = await openLoopback();
	closings.push(close);
	const receiver: Receiver = {
		url: origin,
		get received() {
			return requests.map(({ headers, body }) => ({ headers, body: body.toString() }));
		},
		answers: [],
	};
	always((response) => {
		const status = receiver.answers.shift() ?? 204;
		response.writeHead(status, { location: `${origin}/elsewhere` }).end();
	});
	return receiver;
}

afterEach(async () => {
	await closeLabs();
	await Promise.all(closings.splice(0).map(async (close) => await close()));
	jest.useRealTimers();
});

const secret = 'whsec_dmlkZW9zLWFwaS1yZWZlcmVuY2UtdGVzdC1zZWNyZXQ=';
const recordedEvent = z.object({ headers: z.record(z.string()), raw: z.string() });

function readEvent(name: string) {
	const path = join(__dirname, '..', 'fixtures', `webhook.${name}.json`);
	return recordedEvent.parse(parseJson(readFileSync(path, 'utf8')));
}

describe('the signature', () => {
	const sign = (secrets: string[], event: ReturnType<typeof readEvent>) =>
		signDelivery(
			secrets,
			event.headers['webhook-id'] ?? '',
			event.headers['webhook-timestamp'] ?? '',
			event.raw,
		);

	it.each([
		{ name: 'a prefixed secret', secrets: [secret], event: 'video.completed' },
		{ name: 'another event', secrets: [secret], event: 'video.failed' },
		{
			name: 'two secrets during a rotation',
			secrets: ['0123456789abcdef0123456789abcdef', secret],
			event: 'video.completed-rotated',
		},
	])('of $name is the recorded one', ({ secrets, event }) => {
		const recorded = readEvent(event);
		expect(sign(secrets, recorded)).toBe(recorded.headers['webhook-signature']);
	});

	it('of a secret without prefix takes its text for the key', () => {
		const signature = sign(['plain-text-secret-0001'], readEvent('video.completed'));
		expect(signature).toBe('v1,E1KkNeLrCP51IZ693jcd1yzqcu86WUqllRknLeEnPjA=');
	});
});

/** A simulator whose clock and timers jest moves, with one receiver set up by hand. */
async function openTimed(
	options: SimulatorOptions = {},
): Promise<{ lab: Lab; receiver: Receiver }> {
	jest.useFakeTimers({
		now: epochMs,
		doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance'],
	});
	const receiver = await openReceiver();
	const endpoints = [{ url: receiver.url, secret }];
	const now = () => Date.now();
	return {
		lab: await openLab({ now, endpoints, retryPausesMs: [1_000, 5_000], ...options }),
		receiver,
	};
}

/** Moves the clock and waits until everything sent because of it has been answered. */
async function pass(lab: Lab, ms: number): Promise<void> {
	await jest.advanceTimersByTimeAsync(ms);
	for (let turns = 0; turns < 5_000 && !lab.simulator.settled(); turns += 1) {
		await new Promise(setImmediate);
	}
}

describe('deliveries', () => {
	it('announce a finished render without being asked, thin and signed', async () => {
		const { lab, receiver } = await openTimed();
		const made = await lab.send('POST', '/videos', { form: { prompt: 'a' } });
		const id = textAt(made.json, 'id');
		await pass(lab, 9_999);
		expect(receiver.received).toEqual([]);
		await pass(lab, 1);
		const [delivery] = lab.simulator.deliveries;
		const [{ headers, body }] = receiver.received as [Receiver['received'][number]];
		expect(parseJson(body)).toEqual({
			id: expect.stringMatching(/^evt_/) as string,
			object: 'event',
			created_at: epochMs / 1000 + 10,
			type: 'video.completed',
			data: { id },
		});
		const timestamp = String(epochMs / 1000 + 10);
		expect(headers).toMatchObject({
			'content-type': 'application/json',
			'webhook-id': delivery?.id,
			'webhook-timestamp': timestamp,
			'webhook-signature': signDelivery([secret], delivery?.id ?? '', timestamp, body),
		});
		expect(delivery).toMatchObject({
			state: 'delivered',
			videoId: id,
			attempts: [{ status: 204 }],
		});
	});

	it('go out though a render takes no longer than the answer to its create', async () => {
		const { lab, receiver } = await openTimed({ renderMs: 0 });
		await lab.create({ prompt: 'a' });
		await pass(lab, 0);
		expect(receiver.received).toHaveLength(1);
	});

	it('go out once per render, in the order of their ends', async () => {
		const { lab, receiver } = await openTimed({ maxRunning: 1 });
		await lab.create({ prompt: 'a' });
		await lab.create({ prompt: '[fail]' });
		await lab.create({ prompt: '[never]' });
		await pass(lab, 10_000);
		await pass(lab, 10_000);
		await pass(lab, 100_000);
		const types = receiver.received.map(({ body }) => textAt(parseJson(body), 'type'));
		expect(types).toEqual(['video.completed', 'video.failed']);
	});

	it.each([
		{ name: 'an error', answers: [500], after: [0, 1_000], state: 'delivered' },
		{
			name: 'a redirect, which is not followed',
			answers: [302],
			after: [0, 1_000],
			state: 'delivered',
		},
		{ name: 'two refusals', answers: [401, 410], after: [0, 1_000, 6_000], state: 'delivered' },
		{ name: 'endless errors', answers: [500, 500, 500], after: [0, 1_000, 6_000], state: 'failed' },
	])('are repeated with growing pauses after $name', async ({ answers, after, state }) => {
		const { lab, receiver } = await openTimed();
		receiver.answers = answers;
		await lab.create({ prompt: 'a' });
		await pass(lab, 10_000);
		for (const ms of [999, 1, 4_999, 1, 1e6]) await pass(lab, ms);
		const [delivery] = lab.simulator.deliveries;
		expect(delivery?.attempts.map(({ atMs }) => atMs - epochMs - 10_000)).toEqual(after);
		expect(delivery?.state).toBe(state);
		expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
	});

	it('are repeated when nobody listens', async () => {
		const { lab, receiver } = await openTimed({ endpoints: [] });
		lab.simulator.addEndpoint({ url: receiver.url.replace(/\d+$/, '1'), secret });
		await lab.create({ prompt: 'a' });
		await pass(lab, 10_000);
		const [delivery] = lab.simulator.deliveries;
		expect(delivery).toMatchObject({ state: 'pending', attempts: [{ status: null }] });
		expect(delivery?.attempts[0]?.error).toMatch(/ECONNREFUSED/);
	});

	it('never leave this machine', async () => {
		const { lab } = await openTimed({
			endpoints: [{ url: 'https://hooks.example.com/x', secret }],
		});
		await lab.create({ prompt: 'a' });
		await pass(lab, 10_000);
		expect(lab.simulator.deliveries).toMatchObject([{ state: 'refused', attempts: [] }]);
	});

	it.each([
		{ address: 'http://127.0.0.1:1/x', local: true },
		{ address: 'https://localhost/x', local: true },
		{ address: 'http://[::1]:1/', local: true },
		{ address: 'http://127.0.0.1.example.com/', local: false },
		{ address: 'http://192.168.0.1/', local: false },
		{ address: 'file:///tmp/x', local: false },
		{ address: 'nothing', local: false },
	])('$address is on this machine: $local', ({ address, local }) => {
		expect(isLoopback(address)).toBe(local);
	});

	it('go out at once when a render is ended by hand', async () => {
		const { lab, receiver } = await openTimed();
		const id = textAt(await lab.create({ prompt: '[never]' }), 'id');
		expect(lab.simulator.finish(id, { result: 'failed', code: 'x', message: 'y' })).toBe(true);
		expect(lab.simulator.finish('nobody')).toBe(false);
		await pass(lab, 0);
		expect(textAt(parseJson(receiver.received[0]?.body ?? ''), 'type')).toBe('video.failed');
	});
});

describe('deliveries gone wrong on order', () => {
	it.each<{ delivery: DeliveryFault; answers: number[]; count: number }>([
		{ delivery: 'duplicate', answers: [], count: 2 },
		{ delivery: 'twoAtOnce', answers: [], count: 2 },
		{ delivery: 'wrongSignature', answers: [401], count: 1 },
		{ delivery: 'oldTimestamp', answers: [401], count: 1 },
		{ delivery: 'unsigned', answers: [401], count: 1 },
	])('$delivery, and right the next time', async ({ delivery, answers, count }) => {
		const { lab, receiver } = await openTimed();
		receiver.answers = [...answers];
		const order = lab.simulator.order({ delivery });
		await lab.create({ prompt: 'a' });
		await pass(lab, 10_000);
		expect(receiver.received).toHaveLength(count);
		expect([order.hits, lab.simulator.deliveries[0]?.attempts[0]?.fault]).toEqual([1, delivery]);
		const right = ({ headers, body }: Receiver['received'][number]) => {
			const [id, timestamp] = [headers['webhook-id'], headers['webhook-timestamp']];
			const signature = signDelivery([secret], String(id), String(timestamp), body);
			const ageSeconds = Date.now() / 1000 - Number(timestamp);
			return headers['webhook-signature'] === signature && ageSeconds < 300;
		};
		const first = receiver.received.map(right);
		expect(first).toEqual(Array<boolean>(count).fill(answers.length === 0));
		await pass(lab, 1_000);
		expect(receiver.received).toHaveLength(count + answers.length);
		expect(receiver.received.slice(count).every(right)).toBe(true);
	});

	it('wait for their event and their turn, and can be taken back', async () => {
		const { lab, receiver } = await openTimed();
		lab.simulator.order({ delivery: 'unsigned', eventType: 'video.failed', after: 1 });
		lab.simulator.order({ delivery: 'oldTimestamp', times: 9 }).cancel();
		for (const prompt of ['a', '[fail]', '[fail]']) {
			await lab.create({ prompt });
			await pass(lab, 10_000);
		}
		const signed = receiver.received.map(({ headers }) => 'webhook-signature' in headers);
		expect(signed).toEqual([true, true, false]);
	});
});

describe('endpoint management', () => {
	const register = (lab: Lab, url: string, types = ['video.completed']) =>
		lab.send('POST', '/webhook_endpoints', { json: { name: 'n8n', url, event_types: types } });

	it('registers, shows the secret once, updates, lists and deletes', async () => {
		const lab = await openLab();
		const recorded = (name: string) =>
			z
				.object({ body: z.record(z.unknown()) })
				.parse(parseJson(readFileSync(join(__dirname, '..', 'fixtures', `${name}.json`), 'utf8')));
		const made = await register(lab, 'https://hooks.example.com/n8n');
		expect(Object.keys(made.json)).toEqual(Object.keys(recorded('webhook-endpoint.created').body));
		const path = `/webhook_endpoints/${textAt(made.json, 'id')}`;
		expect((await lab.send('GET', path)).json).not.toHaveProperty('signing_secret');
		const url = 'https://other.example.com/';
		expect((await lab.send('POST', path, { json: { url } })).json).toMatchObject({
			url,
			name: 'n8n',
		});
		const list = (await lab.send('GET', '/webhook_endpoints')).json;
		expect(Object.keys(list)).toEqual(Object.keys(recorded('webhook-endpoint.list').body));
		expect(entriesOf(list)).toMatchObject([{ url }]);
		expect((await lab.send('DELETE', path)).json).toEqual({
			id: made.json.id,
			object: 'webhook_endpoint.deleted',
			deleted: true,
		});
		const gone = await Promise.all(['GET', 'DELETE'].map((method) => lab.send(method, path)));
		expect(gone.map(({ status }) => status)).toEqual([404, 404]);
		expect(textAt(gone[0]?.json, 'error', 'message')).toMatch(/^Webhook endpoint with id 'whe_/);
	});

	it('pages its list by cursor', async () => {
		const lab = await openLab();
		for (let n = 0; n < 21; n += 1) await register(lab, `https://hooks.example.com/${n}`);
		const first = (await lab.send('GET', '/webhook_endpoints')).json;
		const query = `?after=${textAt(first, 'last_id')}`;
		const second = (await lab.send('GET', `/webhook_endpoints${query}`)).json;
		expect([entriesOf(first).length, first.has_more]).toEqual([20, true]);
		expect([entriesOf(second).length, second.has_more]).toEqual([1, false]);
	});

	it.each([
		{ name: 'a plain http address', fields: { url: 'http://hooks.example.com' }, param: 'url' },
		{ name: 'no address', fields: { url: 'x' }, param: 'url' },
		{ name: 'no name', fields: { name: '' }, param: 'name' },
		{
			name: 'an unknown event',
			fields: { event_types: ['video.deleted'] },
			param: 'event_types.0',
		},
		{ name: 'no event', fields: { event_types: [] }, param: 'event_types' },
	])('refuses $name', async ({ fields, param }) => {
		const lab = await openLab();
		const good = { name: 'n', url: 'https://a.example.com', event_types: ['video.failed'] };
		const reply = await lab.send('POST', '/webhook_endpoints', { json: { ...good, ...fields } });
		expect([reply.status, at(reply.json, 'error', 'param')]).toEqual([400, param]);
	});

	it('delivers only the events asked for, and none after deletion', async () => {
		const { lab, receiver } = await openTimed({ endpoints: [] });
		const { json } = await register(lab, receiver.url, ['video.failed']);
		await lab.create({ prompt: 'a' });
		await lab.create({ prompt: '[fail]' });
		await pass(lab, 10_000);
		expect(receiver.received).toHaveLength(1);
		await lab.create({ prompt: '[fail] again' });
		await lab.send('DELETE', `/webhook_endpoints/${textAt(json, 'id')}`);
		await pass(lab, 10_000);
		expect(receiver.received).toHaveLength(1);
	});

	it('passes over renders that ended before anybody listened', async () => {
		const { lab, receiver } = await openTimed({ endpoints: [] });
		await lab.create({ prompt: 'a' });
		await pass(lab, 10_000);
		await register(lab, receiver.url);
		await pass(lab, 10_000);
		expect(lab.simulator.deliveries).toEqual([]);
	});

	it('signs with both secrets for a day after a rotation, if that is wanted', async () => {
		const { lab, receiver } = await openTimed({ endpoints: [] });
		const old = (await register(lab, receiver.url)).json;
		const path = `/webhook_endpoints/${textAt(old, 'id')}/rotate_secret`;
		const keep = { json: { keep_old_secret_active_for_24_hours: true } };
		const fresh = (await lab.send('POST', path, keep)).json;
		const [oldSecret, newSecret] = [old, fresh].map((each) => textAt(each, 'signing_secret'));
		expect(newSecret).not.toBe(oldSecret);
		const signatures = async () => {
			await lab.create({ prompt: 'a' });
			await pass(lab, 10_000);
			const { headers, body } = receiver.received.at(-1) ?? { headers: {}, body: '' };
			const of = (key = '') =>
				signDelivery(
					[key],
					String(headers['webhook-id']),
					String(headers['webhook-timestamp']),
					body,
				);
			const sent = String(headers['webhook-signature']).split(' ');
			return [sent.includes(of(newSecret)), sent.includes(of(oldSecret)), sent.length];
		};
		expect(await signatures()).toEqual([true, true, 2]);
		await pass(lab, 24 * 3_600_000);
		expect(await signatures()).toEqual([true, false, 1]);
	});

	it('forgets the old secret at once where that is not wanted', async () => {
		const { lab, receiver } = await openTimed({ endpoints: [] });
		const id = textAt((await register(lab, receiver.url)).json, 'id');
		await lab.send('POST', `/webhook_endpoints/${id}/rotate_secret`, { json: {} });
		await lab.create({ prompt: 'a' });
		await pass(lab, 10_000);
		expect(String(receiver.received[0]?.headers['webhook-signature'])).not.toContain(' ');
	});

	it('sends a test event with an id nobody has', async () => {
		const lab = await openLab();
		const receiver = await openReceiver();
		const id = textAt((await register(lab, receiver.url)).json, 'id');
		const test = () =>
			lab.send('POST', `/webhook_endpoints/${id}/test`, {
				json: { event_type: 'video.completed' },
			});
		expect((await test()).json).toEqual({
			object: 'webhook_endpoint.test',
			webhook_endpoint_id: id,
			event_type: 'video.completed',
			status_code: 204,
			success: true,
		});
		const event = parseJson(receiver.received[0]?.body ?? '');
		expect((await lab.send('GET', `/videos/${textAt(event, 'data', 'id')}`)).status).toBe(404);
		receiver.answers = [500];
		expect((await test()).status).toBe(400);
	});

	it('names the events there are', async () => {
		const lab = await openLab();
		const { json } = await lab.send('GET', '/webhook_event_types');
		expect(json.data).toEqual(expect.arrayContaining(['video.completed', 'video.failed']));
	});

	it('takes real time where nobody moves the clock', async () => {
		const receiver = await openReceiver();
		const endpoints = [{ url: receiver.url, secret }];
		const lab = await openLab({ now: () => Date.now(), renderMs: 30, endpoints });
		await lab.create({ prompt: 'a' });
		await eventually(() => receiver.received.length === 1);
	});
});
