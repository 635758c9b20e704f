import { createHmac, randomUUID } from 'node:crypto';

/** A webhook delivery as a server of the Videos API sends it. */
export interface Delivery {
	url: string;
	secret: string;
	deliveryId: string;
	timestampSeconds: number;
	body: string;
}

/** An event about a video, as the body of a delivery. */
export function eventBody(type: string, videoId: string): string {
	return JSON.stringify({
		id: `evt_${randomUUID()}`,
		object: 'event',
		created_at: nowSeconds(),
		type,
		data: { id: videoId },
	});
}

export function nowSeconds(): number {
	return Math.floor(Date.now() / 1000);
}

function sign({ secret, deliveryId, timestampSeconds, body }: Delivery): string {
	const key = secret.startsWith('whsec_')
		? Buffer.from(secret.slice('whsec_'.length), 'base64')
		: Buffer.from(secret);
	const text = `${deliveryId}.${timestampSeconds}.${body}`;
	return `v1,${createHmac('sha256', key).update(text).digest('base64')}`;
}

/** Sends a delivery signed by the Standard Webhooks rules; gives the status of the answer. */
export async function deliver(delivery: Delivery): Promise<number> {
	const response = await fetch(delivery.url, {
		method: 'POST',
		headers: {
			'content-type': 'application/json',
			'webhook-id': delivery.deliveryId,
			'webhook-timestamp': String(delivery.timestampSeconds),
			'webhook-signature': sign(delivery),
		},
		body: delivery.body,
		signal: AbortSignal.timeout(30_000),
	});
	return response.status;
}
