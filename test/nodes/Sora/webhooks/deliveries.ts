import { signDelivery } from '../../../../simulator/webhooks/signature';

/** The secret of the signature test vectors. */
export const vectorSecret = 'whsec_dmlkZW9zLWFwaS1yZWZlcmVuY2UtdGVzdC1zZWNyZXQ=';

/** When the vectors were signed: 2026-11-21T00:00:00Z. */
export const sentAtSeconds = 1_795_219_200;
export const sentAtMs = sentAtSeconds * 1000;

/** A request as it arrives, header names in lower case. */
export interface Delivery {
	headers: Record<string, string>;
	rawBody: Buffer;
}

export interface DeliveryParts {
	/** `webhook-id`; a new one by default. */
	id?: string;
	timestamp?: number | string;
	body?: string;
	/** One signature for each. */
	secrets?: readonly string[];
}

let deliveries = 0;

/** A delivery as the server signs it; what is not given is right. */
export function signedDelivery({
	id = `wh_${++deliveries}`,
	timestamp = sentAtSeconds,
	body = eventBody(),
	secrets = [vectorSecret],
}: DeliveryParts = {}): Delivery {
	const seconds = String(timestamp);
	return {
		headers: {
			'content-type': 'application/json',
			'webhook-id': id,
			'webhook-timestamp': seconds,
			'webhook-signature': signDelivery(secrets, id, seconds, body),
		},
		rawBody: Buffer.from(body),
	};
}

/** The video that `eventBody` tells of. */
export const eventVideoId = 'video_6920a0ffeed081909d';

/** The body of an event. */
export function eventBody(changes: Record<string, unknown> = {}): string {
	return JSON.stringify({
		id: 'evt_6920a1b2c3d48190',
		object: 'event',
		created_at: 1_795_219_198,
		type: 'video.completed',
		data: { id: eventVideoId },
		...changes,
	});
}
