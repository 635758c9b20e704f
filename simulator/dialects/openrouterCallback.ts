import { createHmac } from 'node:crypto';

import type { JsonObject } from '../http/json';
import type { Video } from '../renders/render';
import type { DeliveryStyle } from '../webhooks/style';

/**
 * OpenRouter's callbacks: the whole job, with an HMAC-SHA256 in hex over timestamp and body, a comma
 * between them.
 */
export const openrouterDeliveries: DeliveryStyle = {
	body: (event, nowMs, base) => {
		const ending = event.type === 'video.failed' ? 'failed' : 'completed';
		return {
			type: `video.generation.${ending}`,
			created_at: new Date(nowMs).toISOString(),
			data: event.video ? dataOf(event.video, base) : { id: event.videoId, status: ending },
		};
	},
	sign: ([secret = ''], { id, body }, timestamp) => {
		const mac = createHmac('sha256', secret).update(`${timestamp},${body}`).digest('hex');
		return {
			'x-openrouter-signature': `t=${timestamp},v1=${mac}`,
			'x-openrouter-idempotency-key': id,
		};
	},
};

function dataOf(video: Video, base: string): JsonObject {
	const { id, status, model, error } = video;
	if (error) return { id, status, model, error: error.message };
	return {
		id,
		status,
		model,
		unsigned_urls: [`${base}/videos/${id}/content?index=0`],
		usage: { cost: video.costUsd ?? 0, is_byok: false },
	};
}
