import { createHmac } from 'node:crypto';

import type { JsonObject } from '../../simulator/http/json';
import { openLoopback } from '../support/loopback';
import { closeLabs, eventually, idOf, openLab } from './client';

let receiver: Awaited<ReturnType<typeof openLoopback>>;

beforeEach(async () => {
	receiver = await openLoopback();
	receiver.always((response) => response.writeHead(204).end());
});

afterEach(async () => {
	await closeLabs();
	await receiver.close();
});

const callbackSecret = 'or-secret';

/** An OpenRouter with a default address, and the delivery for a render made there. */
async function deliveryFor(fields: JsonObject) {
	const endpoints = [{ url: `${receiver.origin}/default`, secret: callbackSecret }];
	const lab = await openLab({ dialect: 'openrouter', renderMs: 0, callbackSecret, endpoints });
	const id = idOf(await lab.create({ model: 'google/veo-3.1', ...fields }));
	await eventually(() => receiver.requests.length > 0 && lab.simulator.settled());
	expect(receiver.requests).toHaveLength(1);
	const [request] = receiver.requests;
	return { id, path: request?.path, headers: request?.headers, body: request?.body.toString() };
}

describe('a callback of OpenRouter', () => {
	it('goes to the address of its create, signed over timestamp, comma and body', async () => {
		const delivery = await deliveryFor({ prompt: 'a', callback_url: `${receiver.origin}/own` });
		const { id, path, headers, body = '' } = delivery;
		expect(path).toBe('/own');
		const signature = String(headers?.['x-openrouter-signature']);
		const [, timestamp = '', sent] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(signature) ?? [];
		const mac = createHmac('sha256', callbackSecret).update(`${timestamp},${body}`);
		expect(sent).toBe(mac.digest('hex'));
		expect(headers?.['x-openrouter-idempotency-key']).toBeTruthy();
		expect(JSON.parse(body)).toMatchObject({
			type: 'video.generation.completed',
			data: { id, status: 'completed', usage: { cost: 1.6 } },
		});
	});

	it('goes to the default address where the create names none, and tells of a failure', async () => {
		const { id, path, body = '' } = await deliveryFor({ prompt: '[fail]' });
		expect(path).toBe('/default');
		expect(JSON.parse(body)).toMatchObject({
			type: 'video.generation.failed',
			data: { id, status: 'failed' },
		});
	});
});
