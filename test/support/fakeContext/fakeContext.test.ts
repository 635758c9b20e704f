import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

import type { IExecuteFunctions, IHttpRequestOptions, INodeTypeDescription } from 'n8n-workflow';

import { mockRequests } from '../mockAgent';
import { binaryOf, fakeExecute, fakeHook, fakeLoadOptions } from './index';
import { unexpectedRequests } from './undiciRequest';

const origin = 'https://videos.example.com';
const url = `${origin}/v1/videos`;

const agent = mockRequests();

async function ask(context: IExecuteFunctions, options: Partial<IHttpRequestOptions> = {}) {
	const request: unknown = await context.helpers.httpRequestWithAuthentication.call(
		context,
		'soraApi',
		{ method: 'GET', url, ...options },
	);
	return request;
}

describe('a request', () => {
	it('is authenticated by the credential and taken down', async () => {
		agent().get(origin).intercept({ path: '/v1/videos?limit=2' }).reply(200, { data: [] });
		const { context, sent } = fakeExecute();

		expect(await ask(context, { qs: { limit: 2 }, headers: { 'X-One': '1' } })).toEqual({
			data: [],
		});

		expect(sent).toMatchObject([
			{
				method: 'GET',
				url: `${url}?limit=2`,
				headers: { authorization: 'Bearer sk-test-key', 'x-one': '1' },
			},
		]);
	});

	it('goes without the credential when asked plainly', async () => {
		agent().get(origin).intercept({ path: '/v1/videos' }).reply(200, 'text');
		const { context, sent } = fakeExecute();

		expect(await context.helpers.httpRequest({ url })).toBe('text');

		expect(sent[0]?.headers).not.toHaveProperty('authorization');
	});

	it.each([
		{ name: 'an object', body: { a: 1 }, type: 'application/json', text: '{"a":1}' },
		{
			name: 'bytes',
			body: Buffer.from('abc'),
			type: 'application/x-www-form-urlencoded',
			text: 'abc',
		},
	])('sends $name as n8n does', async ({ body, type, text }) => {
		agent().get(origin).intercept({ path: '/v1/videos', method: 'POST' }).reply(200, {});
		const { context, sent } = fakeExecute();

		await ask(context, { method: 'POST', body });

		expect(sent[0]?.headers['content-type']).toBe(type);
		expect(sent[0]?.body.toString()).toBe(text);
	});

	it('sends a form with its files', async () => {
		agent().get(origin).intercept({ path: '/v1/videos', method: 'POST' }).reply(200, {});
		const { context, sent } = fakeExecute();
		const form = new FormData();
		form.append('prompt', 'a heron');
		form.append('input_reference', new Blob(['png'], { type: 'image/png' }), 'first.png');

		await ask(context, { method: 'POST', body: form });

		const [request] = sent;
		const received = await new Response(request?.body, { headers: request?.headers }).formData();
		const file = received.get('input_reference');
		expect(received.get('prompt')).toBe('a heron');
		expect(file).toMatchObject({ name: 'first.png', type: 'image/png' });
	});

	it('is refused when it has an option that the fake would ignore', async () => {
		await expect(
			fakeExecute().context.helpers.httpRequest({ url, maxRedirects: 2 }),
		).rejects.toThrow(/maxRedirects/);
	});

	it('that nobody expected is remembered, even if the node takes it for an outage', async () => {
		await expect(ask(fakeExecute().context)).rejects.toThrow();

		expect(unexpectedRequests.splice(0)).toEqual([`GET ${url}`]);
	});
});

describe('an answer', () => {
	it('of a failure is an error with its status, unless asked for as a value', async () => {
		const pool = agent().get(origin);
		pool.intercept({ path: '/v1/videos' }).reply(429, '{}').times(2);
		const { context } = fakeExecute();

		await expect(ask(context)).rejects.toMatchObject({ name: 'NodeApiError', httpCode: '429' });
		await expect(
			ask(context, { ignoreHttpStatusErrors: true, returnFullResponse: true }),
		).resolves.toMatchObject({ statusCode: 429, body: {} });
	});

	it('that redirects comes back, or is followed, as asked', async () => {
		const pool = agent().get(origin);
		const headers = { location: '/elsewhere' };
		pool.intercept({ path: '/v1/videos' }).reply(302, '', { headers }).times(2);
		pool.intercept({ path: '/elsewhere' }).reply(200, 'found');
		const { context } = fakeExecute();
		const full = { ignoreHttpStatusErrors: true, returnFullResponse: true };

		await expect(ask(context, { ...full, disableFollowRedirect: true })).resolves.toMatchObject({
			statusCode: 302,
			headers,
		});
		await expect(ask(context)).resolves.toBe('found');
	});

	it.each([
		{ encoding: 'text' as const, expected: '{"a":1}' },
		{ encoding: 'json' as const, expected: { a: 1 } },
		{ encoding: 'arraybuffer' as const, expected: Buffer.from('{"a":1}') },
	])('comes as $encoding', async ({ encoding, expected }) => {
		agent().get(origin).intercept({ path: '/v1/videos' }).reply(200, '{"a":1}');

		expect(await ask(fakeExecute().context, { encoding })).toEqual(expected);
	});

	it('comes as a stream', async () => {
		agent().get(origin).intercept({ path: '/v1/videos' }).reply(200, 'bytes');

		const stream = await ask(fakeExecute().context, { encoding: 'stream' });

		expect(stream).toBeInstanceOf(Readable);
		expect((await buffer(stream as Readable)).toString()).toBe('bytes');
	});

	it('no longer comes when the run is stopped', async () => {
		agent().get(origin).intercept({ path: '/v1/videos' }).reply(200, {}).delay(100);
		const stop = new AbortController();
		const { context } = fakeExecute({ cancelSignal: stop.signal });

		const answer = ask(context);
		stop.abort();

		await expect(answer).rejects.toMatchObject({ cause: { message: 'canceled' } });
	});

	it('heeds the signal of the context it is called with, as n8n does', async () => {
		agent().get(origin).intercept({ path: '/v1/videos' }).reply(200, {});
		const { context } = fakeExecute({ cancelSignal: AbortSignal.abort() });
		const own = new AbortController().signal;
		const self = Object.create(context, {
			getExecutionCancelSignal: { value: () => own },
		}) as IExecuteFunctions;

		await expect(ask(self)).resolves.toEqual({});
	});
});

describe('parameters', () => {
	const number = (name: string) => ({ displayName: name, name, type: 'number', default: 0 });
	const description = {
		properties: [
			{ displayName: 'A', name: 'a', type: 'string', default: 'first' },
			{
				displayName: 'B',
				name: 'b',
				type: 'collection',
				default: {},
				options: [number('c'), number('d')],
			},
		],
	} as unknown as INodeTypeDescription;

	it('have the defaults of the form where the test gives none', () => {
		const { context } = fakeExecute({ description, parameters: { b: { c: 1 } } });

		expect(context.getNodeParameter('a', 0)).toBe('first');
		expect(context.getNodeParameter('b.c', 0, 2)).toBe(1);
		expect(context.getNodeParameter('b.d', 0, 2)).toBe(2);
		expect(() => context.getNodeParameter('unknown', 0)).toThrow(/unknown/);
	});

	it('differ by item, and give the value of a locator', () => {
		const id = (value: string) => ({ videoId: { __rl: true as const, mode: 'id', value } });
		const { context } = fakeExecute({ parameters: [id('one'), id('two')] });

		expect(context.getNodeParameter('videoId', 1, '', { extractValue: true })).toBe('two');
	});
});

describe('binary storage', () => {
	it('takes streams and gives back what was stored and what came in', async () => {
		const picture = binaryOf('png', 'image/png', 'first.png');
		const { context, stored } = fakeExecute({ items: [{ json: {}, binary: { picture } }] });
		const { helpers } = context;

		const binary = await helpers.prepareBinaryData(
			Readable.from(['by', 'tes']),
			'a.mp4',
			'video/mp4',
		);

		expect(stored).toMatchObject([{ fileName: 'a.mp4', content: Buffer.from('bytes') }]);
		expect((await helpers.getBinaryDataBuffer(0, 'picture')).toString()).toBe('png');
		expect((await helpers.getBinaryDataBuffer(0, binary)).toString()).toBe('bytes');
		expect((await buffer(await helpers.getBinaryStream(binary.id ?? ''))).toString()).toBe('bytes');
		expect(() => helpers.assertBinaryData(0, 'nothing')).toThrow(/no such binary/);
	});
});

describe('a context', () => {
	it('refuses what it does not have, instead of being undefined', () => {
		const { context } = fakeExecute();

		expect(() => Reflect.get(context, 'putExecutionToWait') as unknown).toThrow(
			/putExecutionToWait/,
		);
		expect(() => Reflect.get(context.helpers, 'request') as unknown).toThrow(/request/);
	});

	it('of a list or a trigger has no cancel signal, as in n8n', () => {
		expect('getExecutionCancelSignal' in fakeLoadOptions().context).toBe(false);
		expect('getExecutionCancelSignal' in fakeHook().context).toBe(false);
	});

	it('keeps what the node leaves behind', () => {
		const { context, contexts, hints, messages } = fakeExecute();
		Object.assign(context.getContext('node'), { paid: 'video_1' });
		context.addExecutionHints({ message: 'hint' });
		context.sendMessageToUI('message');

		expect({ contexts, hints, messages }).toEqual({
			contexts: { node: { paid: 'video_1' }, flow: {} },
			hints: [{ message: 'hint' }],
			messages: ['message'],
		});
	});
});
