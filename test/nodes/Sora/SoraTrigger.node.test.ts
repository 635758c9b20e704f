import { NodeHelpers } from 'n8n-workflow';

import { SoraTrigger } from '../../../nodes/Sora/SoraTrigger.node';
import { largestBodyBytes } from '../../../nodes/Sora/webhooks/reception';
import { fixture } from '../../support/fixtures';
import { installClock, type Clock } from '../../support/clock';
import { testCredential } from '../../support/fakeContext';
import { mockRequests } from '../../support/mockAgent';
import {
	eventBody,
	eventVideoId,
	sentAtMs,
	signedDelivery,
	vectorSecret,
	type Delivery,
	type DeliveryParts,
} from './webhooks/deliveries';
import { openTrigger, type TriggerOptions } from './webhooks/openTrigger';

const agent = mockRequests();
const origin = 'https://videos.example.com';

let clock: Clock;
beforeEach(() => {
	clock = installClock({ now: sentAtMs });
});
afterEach(() => clock.restore());

function answerDetails(name: string): void {
	const { status, headers, bytes } = fixture(name);
	agent()
		.get(origin)
		.intercept({ path: `/v1/videos/${eventVideoId}` })
		.reply(status, bytes, { headers });
}

const fixtureDelivery = (name: string): Delivery => {
	const { headers, bytes } = fixture(name);
	return { headers, rawBody: bytes };
};

/** A signed event of a certain size. */
const sized = (bytes: number): DeliveryParts => ({
	body: eventBody().replace('}}', `},"more":"${'x'.repeat(bytes - eventBody().length - 10)}"}`),
});

describe('a request is answered', () => {
	const rows: Array<{
		name: string;
		delivery: () => Delivery;
		status: number;
		answer: string;
		details?: string;
	}> = [
		{
			name: '200 when it starts the workflow',
			delivery: () => signedDelivery(),
			status: 200,
			answer: 'accepted',
			details: 'openai.video.completed',
		},
		{
			name: '200 when it is of a type that is not wanted',
			delivery: () => signedDelivery({ body: eventBody({ type: 'video.failed' }) }),
			status: 200,
			answer: 'not subscribed',
		},
		{
			name: '401 without a signature',
			delivery: () => ({ ...signedDelivery(), headers: {} }),
			status: 401,
			answer: 'not accepted',
		},
		{
			name: '401 with the signature of another secret',
			delivery: () => signedDelivery({ secrets: ['whsec_b3RoZXI='] }),
			status: 401,
			answer: 'not accepted',
		},
		{
			name: '401 with an old time',
			delivery: () => signedDelivery({ timestamp: sentAtMs / 1000 - 301 }),
			status: 401,
			answer: 'not accepted',
		},
		{
			name: '401 with a time to come',
			delivery: () => signedDelivery({ timestamp: sentAtMs / 1000 + 301 }),
			status: 401,
			answer: 'not accepted',
		},
		{
			name: '401 by a server that signs in another way',
			delivery: () => fixtureDelivery('openrouter.webhook.completed'),
			status: 401,
			answer: 'not accepted',
		},
		{
			name: '401 when it is forged and no event either',
			delivery: () => ({ headers: {}, rawBody: Buffer.from('{}') }),
			status: 401,
			answer: 'not accepted',
		},
		{
			name: '400 when it is signed and no event',
			delivery: () => signedDelivery({ body: '{"hello":"world"}' }),
			status: 400,
			answer: 'not an event',
		},
		{
			name: '400 when it is signed and has an event without its video',
			delivery: () => signedDelivery({ body: eventBody({ data: {} }) }),
			status: 400,
			answer: 'not an event',
		},
		{
			name: '413 when it is larger than 1 MiB',
			delivery: () => signedDelivery(sized(1024 * 1024 + 1)),
			status: 413,
			answer: 'too large',
		},
		{
			name: '200 when it is just 1 MiB',
			delivery: () => signedDelivery(sized(1024 * 1024)),
			status: 200,
			answer: 'accepted',
			details: 'openai.video.completed',
		},
	];

	it.each(rows)('$name', async ({ delivery, status, answer, details }) => {
		if (details) answerDetails(details);
		const trigger = openTrigger();

		const reply = await clock.run(trigger.deliver(delivery()));

		expect(reply).toMatchObject({ status, body: answer });
		expect(reply.items?.length).toBe(answer === 'accepted' ? 1 : undefined);
		expect(trigger.sent).toHaveLength(details ? 1 : 0);
		expect(Object.keys(trigger.staticData)).toEqual(answer === 'accepted' ? ['seen'] : []);
	});

	it('the row of 1 MiB has just that', () => {
		expect(signedDelivery(sized(largestBodyBytes)).rawBody).toHaveLength(1_048_576);
	});

	it('200 when it comes again, and starts nothing', async () => {
		answerDetails('openai.video.completed');
		const trigger = openTrigger();
		const delivery = signedDelivery();

		const first = await clock.run(trigger.deliver(delivery));
		const again = await trigger.deliver(delivery);

		expect([first.status, first.body, first.items?.length]).toEqual([200, 'accepted', 1]);
		expect(again).toEqual({ status: 200, body: 'seen before', items: undefined });
		expect(trigger.sent).toHaveLength(1);
	});

	it('503 while the server is out of reach, and is accepted when it comes again', async () => {
		answerDetails('openai.error.502-html');
		answerDetails('openai.error.502-html');
		const trigger = openTrigger();
		const delivery = signedDelivery();

		const first = await clock.run(trigger.deliver(delivery));

		expect(first).toEqual({ status: 503, body: 'try again later', items: undefined });
		expect(trigger.staticData).toEqual({});

		answerDetails('openai.video.completed');
		const again = await clock.run(trigger.deliver(delivery));

		expect(again).toMatchObject({ status: 200, body: 'accepted', items: [{}] });
		// The first delivery has taken the pause between its two looks.
		const acceptedAtSeconds = Math.floor((sentAtMs + 1_500) / 1000);
		expect(trigger.staticData).toEqual({
			seen: JSON.stringify([[delivery.headers['webhook-id'], acceptedAtSeconds]]),
		});
	});

	it('401 with the same words whatever is wrong, so that nobody learns by trying', async () => {
		const real = signedDelivery();
		const trigger = openTrigger();
		const wrong = [
			{ ...real, headers: {} },
			{ ...real, rawBody: Buffer.from('{}') },
			{ ...real, headers: { ...real.headers, 'webhook-id': 'wh_x' } },
			signedDelivery({ timestamp: 1 }),
			signedDelivery({ timestamp: 'never' }),
			signedDelivery({ secrets: Array<string>(40).fill(vectorSecret) }),
		];

		const replies = await Promise.all(wrong.map(async (one) => await trigger.deliver(one)));

		expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
		expect(replies[0]).toEqual({ status: 401, body: 'not accepted', items: undefined });
	});
});

describe('the workflow starts with the video', () => {
	it.each([
		{ name: 'in ten fields', simplify: true, serverFields: false },
		{ name: 'with all the server sent, without Simplify', simplify: false, serverFields: true },
	])('$name', async ({ simplify, serverFields }) => {
		answerDetails('openai.video.completed');
		const trigger = openTrigger({ parameters: { simplify } });

		const { items } = await clock.run(trigger.deliver(signedDelivery({ id: 'wh_one' })));

		expect(items).toMatchObject([
			{
				json: {
					event: { type: 'video.completed', deliveryId: 'wh_one' },
					video: { status: 'completed' },
				},
			},
		]);
		expect('object' in Object(items?.[0]?.json.video)).toBe(serverFields);
	});

	it('that failed, as data with its reason', async () => {
		answerDetails('openai.video.failed');
		const trigger = openTrigger({ parameters: { events: ['video.failed'] } });
		const body = eventBody({ type: 'video.failed' });

		const { items } = await clock.run(trigger.deliver(signedDelivery({ body })));

		expect(items).toMatchObject([
			{ json: { video: { status: 'failed', failure: { code: 'moderation_blocked' } } } },
		]);
		expect(items?.[0]?.json).not.toHaveProperty('error');
		expect(items?.[0]).not.toHaveProperty('error');
	});
});

describe('while the node is broken', () => {
	const rows: Array<{ name: string; broken: TriggerOptions; reason: RegExp }> = [
		{ name: 'no credential', broken: { noCredential: true }, reason: /any credentials/ },
		{ name: 'no event chosen', broken: { parameters: { events: [] } }, reason: /Trigger On/ },
		{
			name: 'an address that is none',
			broken: { credential: { baseUrl: 'videos' } },
			reason: /Base URL/,
		},
	];

	it.each(rows)(
		'a real delivery is to come again, and is accepted after the repair: $name',
		async ({ broken, reason }) => {
			answerDetails('openai.video.completed');
			const node = { id: `repaired after ${JSON.stringify(broken)}` };
			const delivery = signedDelivery();

			const trigger = openTrigger({ ...broken, node });
			const reply = await clock.run(trigger.deliver(delivery));
			const again = await clock.run(openTrigger({ node }).deliver(delivery));

			expect(reply).toEqual({ status: 503, body: 'try again later', items: undefined });
			expect(trigger.logged).toEqual([expect.stringMatching(reason)]);
			expect(trigger.logged.join()).not.toMatch(/whsec|sk-test-key/);
			expect(again).toMatchObject({ status: 200, body: 'accepted', items: [{}] });
		},
	);

	// n8n turns whatever the node throws into an execution that fails, and runs the error workflow.
	it.each(rows)('a forged request starts nothing, not even a failed run: $name', async (row) => {
		const trigger = openTrigger(row.broken);

		const reply = await trigger.deliver({ ...signedDelivery(), headers: {} });

		expect(reply.items).toBeUndefined();
		expect(reply.status).toBeGreaterThanOrEqual(400);
		expect(trigger.sent).toEqual([]);
	});
});

it('no answer holds a secret', async () => {
	const secrets = [vectorSecret, testCredential.apiKey, 'gateway-secret'];
	const credential = { headerName: 'x-gateway', headerSecret: 'gateway-secret' };
	for (const name of ['openai.video.completed', 'openai.error.401', 'openai.error.401']) {
		answerDetails(name);
	}
	const trigger = openTrigger({ credential });
	const deliveries = [
		signedDelivery(),
		signedDelivery(),
		signedDelivery({ body: '{}' }),
		{ ...signedDelivery(), headers: {} },
	];

	for (const delivery of deliveries) {
		const reply = JSON.stringify(await clock.run(trigger.deliver(delivery)));
		for (const secret of secrets) expect(reply).not.toContain(secret);
	}
});

describe('the node', () => {
	const { description } = new SoraTrigger();

	it('takes POST only, at one address, and answers by itself', () => {
		expect(description.webhooks).toEqual([
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' },
		]);
	});

	it('starts with completed videos, registered by itself, with details', () => {
		const node = { ...openTrigger().contextFor({}).context.getNode(), parameters: {} };

		expect(
			NodeHelpers.getNodeParameters(description.properties, {}, true, false, node, description),
		).toEqual({
			events: ['video.completed'],
			registration: 'automatic',
			includeDetails: true,
			simplify: true,
		});
	});

	it('needs a credential and takes no input', () => {
		expect(description).toMatchObject({
			group: ['trigger'],
			inputs: [],
			credentials: [{ name: 'soraApi', required: true }],
		});
	});
});
