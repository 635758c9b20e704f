import { randomBytes } from 'node:crypto';

import type { JsonObject } from '../http/json';
import type { Video } from '../renders/render';
import { signDelivery } from './signature';

export interface Event {
	/** In OpenAI's words, whatever the style says. */
	type: string;
	videoId: string;
	/** The video as it ended; none for a test event. */
	video?: Video;
}

/** How a service words its deliveries and signs them. */
export interface DeliveryStyle {
	/** @param base base URL of the API, for addresses in the event */
	body(event: Event, nowMs: number, base: string): JsonObject;
	/** Headers with the proof of who sent it, one per delivery and its repeats. */
	sign(
		secrets: readonly string[],
		delivery: { id: string; body: string },
		timestamp: string,
	): Record<string, string>;
}

/** OpenAI's: the id of the video only, signed by Standard Webhooks. */
export const openaiDeliveries: DeliveryStyle = {
	body: (event, nowMs) => ({
		id: `evt_${randomBytes(8).toString('hex')}`,
		object: 'event',
		created_at: Math.floor(nowMs / 1000),
		type: event.type,
		data: { id: event.videoId },
	}),
	sign: (secrets, { id, body }, timestamp) => ({
		'webhook-id': id,
		'webhook-timestamp': timestamp,
		'webhook-signature': signDelivery(secrets, id, timestamp, body),
	}),
};
