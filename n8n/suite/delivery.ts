import { randomUUID } from 'node:crypto';
import { signDelivery } from '../../simulator';

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

/** Sends a delivery signed by the Standard Webhooks rules; gives the status of the answer. */
export async function deliver(delivery: Delivery): Promise<number> {
	const { url, secret, deliveryId, body } = delivery;
	const timestamp = String(delivery.timestampSeconds);
	const response = await fetch(url, {
		method: 'POST',
		headers: {
			'content-type': 'application/json',
			'webhook-id': deliveryId,
			'webhook-timestamp': timestamp,
			'webhook-signature': signDelivery([secret], deliveryId, timestamp, body),
		},
		body,
		signal: AbortSignal.timeout(30_000),
	});
	return response.status;
}
