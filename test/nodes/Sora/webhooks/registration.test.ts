import type { IDataObject } from 'n8n-workflow';

import { openServer } from '../../../../nodes/Sora/services/openServer';
import {
	checkEndpoint,
	isOwn,
	keptEndpoint,
	registerEndpoint,
	removeEndpoint,
} from '../../../../nodes/Sora/webhooks/registration';
import { installClock, type Clock } from '../../../support/clock';
import { fakeHook } from '../../../support/fakeContext';
import { mockRequests } from '../../../support/mockAgent';

const agent = mockRequests();

let clock: Clock;
beforeEach(() => {
	clock = installClock();
});
afterEach(() => clock.restore());

const url = 'https://n8n.example.com/webhook/1';
const owner = { workflowId: '7', instanceId: 'n8n-1', url };
const registration = { ...owner, name: 'n8n: Posts (7)', eventTypes: ['video.completed'] };
const body = { name: registration.name, url, event_types: registration.eventTypes };
const seen = [['wh_1', 1_795_219_200]];
const kept = { endpointId: 'whe_1', signingSecret: 'whsec_b25l', ...owner };
const keptAnew = { endpointId: 'whe_2', signingSecret: 'whsec_dHdv', ...owner };

/** The endpoint as the server shows it. */
const shown = (changes: object = {}) => ({
	id: 'whe_1',
	object: 'webhook_endpoint',
	name: registration.name,
	url,
	event_types: ['video.completed'],
	...changes,
});

type Planned = [line: string, status: number, answer?: object];

/** Says what is to be sent, in this order, and how it is answered. */
function plan(...planned: Planned[]) {
	for (const [line, status, answer = {}] of planned) {
		const [method = '', path = ''] = line.split(' ');
		agent()
			.get('https://videos.example.com')
			.intercept({ method, path: `/v1/webhook_endpoints${path}` })
			.reply(status, JSON.stringify(answer));
	}
	return planned.map(([line]) => line);
}

async function open(staticData: IDataObject = {}, credential = {}) {
	const { context, sent } = fakeHook({ credential });
	const server = await openServer(context);
	const lines = () =>
		sent.map(({ method, url: sentTo }) => {
			const path = sentTo.replace('https://videos.example.com/v1/webhook_endpoints', '');
			return path === '' ? method : `${method} ${path}`;
		});
	const bodies = () =>
		sent
			.filter((request) => request.body.length > 0)
			.map((request) => JSON.parse(request.body.toString()) as unknown);
	return { server, staticData, lines, bodies };
}

const list = (...data: object[]): Planned => ['GET', 200, { object: 'list', data }];
const madeAnew: Planned = ['POST', 200, shown({ id: 'whe_2', signing_secret: 'whsec_dHdv' })];

describe('registering', () => {
	it('tells the server name, address and events, and keeps id, secret and whose they are', async () => {
		const planned = plan(list(), madeAnew);
		const { server, staticData, lines, bodies } = await open({ seen });

		await clock.run(registerEndpoint(server, staticData, registration));

		expect(lines()).toEqual(planned);
		expect(bodies()).toEqual([body]);
		expect(staticData).toEqual({ ...keptAnew, seen });
	});

	it('removes what a crash left behind at the same address, and nothing else', async () => {
		const planned = plan(
			list(
				shown({ id: 'left-1' }),
				shown({ id: 'test', url: 'https://n8n.example.com/webhook-test/1' }),
				shown({ id: 'left-2', event_types: [] }),
				shown({ id: 'longer', url: `${url}2` }),
			),
			['DELETE /left-1', 200],
			['DELETE /left-2', 404],
			madeAnew,
		);
		const { server, staticData, lines } = await open();

		await clock.run(registerEndpoint(server, staticData, registration));

		expect(lines()).toEqual(planned);
		expect(keptEndpoint(staticData)).toEqual(keptAnew);
	});

	it('removes at most fifty at the same address', async () => {
		const ids = Array.from({ length: 60 }, (_, index) => `left-${index}`);
		const planned = plan(
			list(...ids.map((id) => shown({ id }))),
			...ids.slice(0, 50).map((id): Planned => [`DELETE /${id}`, 200]),
			madeAnew,
		);
		const { server, staticData, lines } = await open();

		await clock.run(registerEndpoint(server, staticData, registration));

		expect(lines()).toEqual(planned);
	});

	it.each([undefined, null, ''])(
		'without a secret in the answer (%j) is refused, and the endpoint removed',
		async (signing_secret) => {
			const planned = plan(
				list(),
				['POST', 200, shown({ signing_secret })],
				['DELETE /whe_1', 200],
			);
			const { server, staticData, lines } = await open();

			await expect(
				clock.run(registerEndpoint(server, staticData, registration)),
			).rejects.toMatchObject({
				kind: 'notSupported',
				message: expect.stringMatching(/no signing secret.*"Manual"/s) as unknown,
			});
			expect(lines()).toEqual(planned);
			expect(staticData).toEqual({});
		},
	);

	it('says that there is no secret even when the endpoint cannot be removed', async () => {
		plan(list(), ['POST', 200, shown()], ['DELETE /whe_1', 403]);
		const { server, staticData } = await open();

		await expect(clock.run(registerEndpoint(server, staticData, registration))).rejects.toThrow(
			/no signing secret/,
		);
	});

	it.each<{ name: string; planned: Planned[] }>([
		{ name: '404', planned: [['GET', 404, { detail: 'Not Found' }]] },
		{ name: '405', planned: [['GET', 405, { detail: 'Method Not Allowed' }]] },
		{ name: 'a list, but 404 for a new one', planned: [list(), ['POST', 404]] },
		{ name: 'a list, but 405 for a new one', planned: [list(), ['POST', 405]] },
		{ name: 'something else at this address', planned: [['GET', 200, { hello: 'world' }]] },
	])('at a server without webhooks says Manual, and how: $name', async ({ planned }) => {
		plan(...planned);
		const { server, staticData } = await open();

		const refusal = clock.run(registerEndpoint(server, staticData, registration));

		await expect(refusal).rejects.toMatchObject({ kind: 'notSupported' });
		for (const word of ['"Manual"', 'Registration', 'Production URL', 'Webhook Secret']) {
			await expect(refusal).rejects.toThrow(word);
		}
		expect(staticData).toEqual({});
	});

	it.each<{ name: string; planned: Planned; kind: string }>([
		{ name: 'a wrong key', planned: ['GET', 401], kind: 'auth' },
		{ name: 'a key without the right', planned: ['GET', 403], kind: 'auth' },
	])('says what is wrong with $name', async ({ planned, kind }) => {
		plan(planned);
		const { server, staticData } = await open();

		await expect(
			clock.run(registerEndpoint(server, staticData, registration)),
		).rejects.toMatchObject({ kind });
	});

	it.each([
		'http://localhost:5678/webhook/1',
		'http://n8n.example.com/webhook/1',
		'n8n.example.com/webhook/1',
	])('at an address that nobody could call (%s) names WEBHOOK_URL', async (unreachable) => {
		const { server, staticData, lines } = await open();

		await expect(
			clock.run(registerEndpoint(server, staticData, { ...registration, url: unreachable })),
		).rejects.toThrow(/WEBHOOK_URL/);
		expect(lines()).toEqual([]);
	});
});

describe('what is kept', () => {
	it.each(Object.keys(kept))('is nothing without %s', (field) => {
		expect(keptEndpoint({ ...kept, [field]: undefined })).toBeUndefined();
		expect(keptEndpoint(kept)).toEqual(kept);
	});

	it.each([
		{ name: 'the workflow that registered it', changes: {}, expected: true },
		{ name: 'a copy of the workflow', changes: { workflowId: '8' }, expected: false },
		{ name: 'the workflow in another n8n', changes: { instanceId: 'n8n-2' }, expected: false },
		{
			name: 'the workflow in a copy of its n8n, or after a change of its address',
			changes: { url: 'https://staging.example.com/webhook/1' },
			expected: false,
		},
	])('belongs to $name: $expected', ({ changes, expected }) => {
		expect(isOwn(kept, { ...owner, ...changes })).toBe(expected);
	});
});

describe('on activating again', () => {
	const check = async (staticData: IDataObject) => {
		const opened = await open(staticData);
		const work = checkEndpoint(opened.server, staticData, kept, registration);
		return { ...opened, result: clock.run(work) };
	};

	it.each([
		{ name: 'as it was', changes: {} },
		{ name: 'under another name', changes: { name: 'renamed by hand' } },
		{
			name: 'with its address written otherwise',
			changes: { url: 'https://N8N.example.com:443/webhook/1' },
		},
	])('an endpoint that is still there $name is left alone', async ({ changes }) => {
		const planned = plan(['GET /whe_1', 200, shown(changes)]);
		const { result, lines, staticData } = await check({ ...kept, seen });

		expect(await result).toBe(true);
		expect(lines()).toEqual(planned);
		expect(staticData).toEqual({ ...kept, seen });
	});

	it('the order of its events does not matter', async () => {
		plan(['GET /whe_1', 200, shown({ event_types: ['video.failed', 'video.completed'] })]);
		const { server } = await open();
		const eventTypes = ['video.completed', 'video.failed'];

		expect(
			await clock.run(checkEndpoint(server, { ...kept }, kept, { ...registration, eventTypes })),
		).toBe(true);
	});

	it.each([
		{ name: 'more events', changes: { event_types: ['video.completed', 'video.failed'] } },
		{ name: 'other events', changes: { event_types: ['video.failed'] } },
		{ name: 'no events', changes: { event_types: [] } },
	])('an endpoint with $name is updated and keeps its secret', async ({ changes }) => {
		const planned = plan(['GET /whe_1', 200, shown(changes)], ['POST /whe_1', 200, shown()]);
		const { result, lines, bodies, staticData } = await check({ ...kept, seen });

		expect(await result).toBe(true);
		expect(lines()).toEqual(planned);
		expect(bodies()).toEqual([body]);
		expect(staticData).toEqual({ ...kept, seen });
	});

	it.each<{ name: string; planned: Planned[] }>([
		{ name: 'gone', planned: [['GET /whe_1', 404]] },
		{ name: 'gone for good', planned: [['GET /whe_1', 410]] },
		{
			name: 'gone while it is updated',
			planned: [
				['GET /whe_1', 200, shown({ event_types: [] })],
				['POST /whe_1', 404],
			],
		},
		{
			name: 'led to another address by somebody else',
			planned: [['GET /whe_1', 200, shown({ url: 'https://other.example.com/webhook/1' })]],
		},
	])('an endpoint that is $name is forgotten, what was delivered is not', async ({ planned }) => {
		const expected = plan(...planned);
		const { result, lines, staticData } = await check({ ...kept, seen });

		expect(await result).toBe(false);
		expect(lines()).toEqual(expected);
		expect(staticData).toEqual({ seen });
	});

	it.each([401, 403])('a key that the server refuses (%i) forgets nothing', async (status) => {
		plan(['GET /whe_1', status]);
		const { result, staticData } = await check({ ...kept });

		await expect(result).rejects.toMatchObject({ kind: 'auth' });
		expect(staticData).toEqual(kept);
	});

	it('a server that fails for long forgets nothing', async () => {
		plan(...Array<Planned>(5).fill(['GET /whe_1', 503]));
		const { result, staticData } = await check({ ...kept });

		await expect(result).rejects.toMatchObject({ kind: 'serverUnreachable' });
		expect(staticData).toEqual(kept);
	});
});

describe('removing', () => {
	const remove = async (staticData: IDataObject) => {
		const opened = await open(staticData);
		return { ...opened, result: clock.run(removeEndpoint(opened.server, staticData, kept)) };
	};

	it.each<{ name: string; planned: Planned[] }>([
		{
			name: 'there',
			planned: [
				['GET /whe_1', 200, shown()],
				['DELETE /whe_1', 200],
			],
		},
		{ name: 'gone already', planned: [['GET /whe_1', 404]] },
		{
			name: 'gone while it is removed',
			planned: [
				['GET /whe_1', 200, shown()],
				['DELETE /whe_1', 404],
			],
		},
		{
			name: 'led to another address by somebody else, who keeps it',
			planned: [['GET /whe_1', 200, shown({ url: 'https://other.example.com/webhook/1' })]],
		},
	])('an endpoint that is $name: what was delivered stays known', async ({ planned }) => {
		const expected = plan(...planned);
		const { result, lines, staticData } = await remove({ ...kept, seen });

		await result;

		expect(lines()).toEqual(expected);
		expect(staticData).toEqual({ seen });
	});

	it.each<{ name: string; planned: Planned[] }>([
		{ name: 'show', planned: [['GET /whe_1', 403]] },
		{
			name: 'let go',
			planned: [
				['GET /whe_1', 200, shown()],
				['DELETE /whe_1', 403],
			],
		},
	])('an endpoint that the server does not $name stays kept', async ({ planned }) => {
		plan(...planned);
		const { result, staticData } = await remove({ ...kept });

		await expect(result).rejects.toMatchObject({ kind: 'auth' });
		expect(staticData).toEqual(kept);
	});
});
