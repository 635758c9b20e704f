import { openServer } from '../../../../nodes/Sora/services/openServer';
import {
	createWebhookEndpoint,
	deleteWebhookEndpoint,
	getWebhookEndpoint,
	listWebhookEndpoints,
	updateWebhookEndpoint,
} from '../../../../nodes/Sora/api/webhookEndpoints';
import { installClock, type Clock } from '../../../support/clock';
import { fakeHook } from '../../../support/fakeContext';
import { fixture } from '../../../support/fixtures';
import { mockRequests } from '../../../support/mockAgent';

const agent = mockRequests();
const endpointsPath = '/v1/webhook_endpoints';
const id = 'whe_6920c0de11228190';
const secret = 'whsec_dmlkZW9zLWFwaS1yZWZlcmVuY2UtdGVzdC1zZWNyZXQ=';

const registration = {
	name: 'n8n: Posts (7)',
	url: 'https://hooks.example.com/openai',
	eventTypes: ['video.completed', 'video.failed'],
};
const endpoint = {
	id,
	name: 'render notifications',
	url: 'https://hooks.example.com/openai',
	eventTypes: ['video.completed', 'video.failed'],
	signingSecret: null,
};

let clock: Clock;
beforeEach(() => {
	clock = installClock();
});
afterEach(() => clock.restore());

async function open() {
	const { context, sent } = fakeHook();
	const server = await openServer(context);
	const requests = () =>
		sent.map(({ method, url, body }) => ({
			line: `${method} ${url.replace('https://videos.example.com/v1', '')}`,
			...(body.length > 0 ? { body: JSON.parse(body.toString()) as unknown } : {}),
		}));
	return { server, requests };
}

function answer(method: string, path: string, reply: { status: number; body: unknown }, times = 1) {
	agent()
		.get('https://videos.example.com')
		.intercept({ method, path })
		.reply(reply.status, JSON.stringify(reply.body))
		.times(times);
}

const created = fixture('webhook-endpoint.created');
const listed = fixture('webhook-endpoint.list');
const broken = { status: 500, body: { error: { message: 'Try later' } } };
const gone = { status: 404, body: { error: { message: 'No such endpoint' } } };
const body = {
	name: registration.name,
	url: registration.url,
	event_types: registration.eventTypes,
};

describe('creating', () => {
	it('sends name, address and events, and gives the secret that is shown only now', async () => {
		answer('POST', endpointsPath, created);
		const { server, requests } = await open();

		expect(await clock.run(createWebhookEndpoint(server, registration))).toEqual({
			...endpoint,
			signingSecret: secret,
		});
		expect(requests()).toEqual([{ line: 'POST /webhook_endpoints', body }]);
	});

	it('is not sent again after a failure, since it may have been registered', async () => {
		answer('POST', endpointsPath, broken);
		const { server, requests } = await open();

		await expect(clock.run(createWebhookEndpoint(server, registration))).rejects.toMatchObject({
			kind: 'serverUnreachable',
		});
		expect(requests()).toHaveLength(1);
	});

	it.each([
		{ name: 'missing', signing_secret: undefined },
		{ name: 'null', signing_secret: null },
		{ name: 'empty', signing_secret: '' },
		{ name: 'no text', signing_secret: { value: secret } },
	])('gives no secret when it is $name in the answer', async ({ signing_secret }) => {
		answer('POST', endpointsPath, {
			status: 200,
			body: { id, url: registration.url, signing_secret },
		});
		const { server } = await open();

		expect(await clock.run(createWebhookEndpoint(server, registration))).toMatchObject({
			id,
			signingSecret: null,
		});
	});

	it.each([
		{ name: 'an endpoint without id', body: { url: registration.url, signing_secret: secret } },
		{ name: 'a page of a website', body: '<!doctype html>' },
	])('fails for an answer that is none: $name', async ({ body: strange }) => {
		answer('POST', endpointsPath, { status: 200, body: strange });
		const { server } = await open();

		await expect(clock.run(createWebhookEndpoint(server, registration))).rejects.toMatchObject({
			kind: 'notSupported',
		});
	});
});

describe('asking for one', () => {
	it('gives it without its secret', async () => {
		answer('GET', `${endpointsPath}/${id}`, {
			status: 200,
			body: { ...(created.body as object), signing_secret: undefined },
		});
		const { server, requests } = await open();

		expect(await clock.run(getWebhookEndpoint(server, id))).toEqual(endpoint);
		expect(requests()).toEqual([{ line: `GET /webhook_endpoints/${id}` }]);
	});

	it('is repeated while the server fails', async () => {
		answer('GET', `${endpointsPath}/${id}`, broken, 2);
		answer('GET', `${endpointsPath}/${id}`, created);
		const { server, requests } = await open();

		expect(await clock.run(getWebhookEndpoint(server, id))).toMatchObject({ id });
		expect(requests()).toHaveLength(3);
	});

	it('tells one that is gone by its status', async () => {
		answer('GET', `${endpointsPath}/${id}`, gone);
		const { server } = await open();

		await expect(clock.run(getWebhookEndpoint(server, id))).rejects.toMatchObject({
			details: { status: 404 },
		});
	});
});

it('updating sends all three again, to the address of that endpoint only', async () => {
	answer('POST', `${endpointsPath}/whe%2F..%2F1`, created);
	const { server, requests } = await open();

	await clock.run(updateWebhookEndpoint(server, 'whe/../1', registration));

	expect(requests()).toEqual([{ line: 'POST /webhook_endpoints/whe%2F..%2F1', body }]);
});

describe('deleting', () => {
	it.each([
		{
			name: 'with a confirmation',
			reply: { status: 200, body: { id, object: 'webhook_endpoint.deleted', deleted: true } },
		},
		{ name: 'with an empty object', reply: { status: 200, body: {} } },
	])('is done $name', async ({ reply }) => {
		answer('DELETE', `${endpointsPath}/${id}`, reply);
		const { server, requests } = await open();

		await clock.run(deleteWebhookEndpoint(server, id));

		expect(requests()).toEqual([{ line: `DELETE /webhook_endpoints/${id}` }]);
	});

	it('is done by an answer without any body', async () => {
		agent()
			.get('https://videos.example.com')
			.intercept({ method: 'DELETE', path: `${endpointsPath}/${id}` })
			.reply(204);
		const { server } = await open();

		await expect(clock.run(deleteWebhookEndpoint(server, id))).resolves.toBeUndefined();
	});

	it('says so when it failed', async () => {
		answer('DELETE', `${endpointsPath}/${id}`, { status: 403, body: { error: 'no' } });
		const { server } = await open();

		await expect(clock.run(deleteWebhookEndpoint(server, id))).rejects.toMatchObject({
			kind: 'auth',
		});
	});
});

describe('listing', () => {
	const page = (ids: string[], more: object) => ({
		status: 200,
		body: { object: 'list', data: ids.map((one) => ({ id: one, url: `https://${one}` })), ...more },
	});

	it('gives what the server has', async () => {
		answer('GET', endpointsPath, listed);
		const { server } = await open();

		expect(await clock.run(listWebhookEndpoints(server))).toEqual([endpoint]);
	});

	it.each([
		{ name: 'by the cursor of the server', more: { has_more: true, last_id: 'b' } },
		{ name: 'by the last id, where it names none', more: { has_more: true } },
	])('goes through all pages $name', async ({ more }) => {
		answer('GET', endpointsPath, page(['a', 'b'], more));
		answer('GET', `${endpointsPath}?after=b`, page(['c'], { has_more: false, last_id: 'c' }));
		const { server } = await open();

		const endpoints = await clock.run(listWebhookEndpoints(server));

		expect(endpoints.map((one) => one.id)).toEqual(['a', 'b', 'c']);
	});

	it('leaves out what is no endpoint, and nothing else', async () => {
		const { body: right } = page(['a', 'b'], {});
		const data = [
			{ id: 'no-url' },
			null,
			right.data[0],
			7,
			{ url: 'https://no-id' },
			right.data[1],
		];
		answer('GET', endpointsPath, { status: 200, body: { data } });
		const { server } = await open();

		const endpoints = await clock.run(listWebhookEndpoints(server));

		expect(endpoints.map((one) => one.id)).toEqual(['a', 'b']);
	});

	it.each([
		{ name: 'an empty one', reply: page([], { has_more: true }), requests: 1 },
		{ name: 'one that repeats itself', reply: page(['a'], { has_more: true }), requests: 2 },
		{
			name: 'one that repeats itself many times over in one page',
			reply: page(['a', 'b', 'a', 'b', 'a'], { has_more: true }),
			requests: 2,
		},
	])('ends, whatever the server says of $name', async ({ reply, requests: expected }) => {
		answer('GET', endpointsPath, reply);
		if (expected > 1) answer('GET', `${endpointsPath}?after=a`, reply, expected - 1);
		const { server, requests } = await open();

		const ids = (await clock.run(listWebhookEndpoints(server))).map((one) => one.id);

		expect(requests()).toHaveLength(expected);
		expect(ids).toEqual([...new Set(ids)]);
	});

	it('looks at no more than a thousand entries of a page', async () => {
		const ids = Array.from({ length: 1_001 }, (_, index) => `e${index}`);
		answer('GET', endpointsPath, page(ids, {}));
		const { server } = await open();

		expect(await clock.run(listWebhookEndpoints(server))).toHaveLength(1_000);
	});

	it('ends after twenty pages of one that never ends', async () => {
		answer('GET', endpointsPath, page(['p0'], { has_more: true }));
		for (let number = 1; number < 20; number++) {
			const next = page([`p${number}`], { has_more: true });
			answer('GET', `${endpointsPath}?after=p${number - 1}`, next);
		}
		const { server, requests } = await open();

		expect(await clock.run(listWebhookEndpoints(server))).toHaveLength(20);
		expect(requests()).toHaveLength(20);
	});
});

it.each([404, 405])(
	'a server without these routes (%i) is told from one that fails',
	async (status) => {
		answer('GET', endpointsPath, { status, body: { detail: 'Not Found' } });
		const { server, requests } = await open();

		await expect(clock.run(listWebhookEndpoints(server))).rejects.toMatchObject({
			kind: 'notSupported',
			details: { status },
		});
		expect(requests()).toHaveLength(1);
	},
);
