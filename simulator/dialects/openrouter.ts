import { randomBytes } from 'node:crypto';

import { type Answer, answerJson } from '../http/answer';
import type { Call } from '../http/call';
import type { JsonObject } from '../http/json';
import { Refusal } from '../http/refusal';
import type { Variant } from '../media/asset';
import { defaultCallbackSecret } from '../options';
import type { Video } from '../renders/render';
import { readOpenrouterCreate } from '../requests/openrouterCreate';
import { servesContent } from '../routes/content';
import { listsModels } from '../routes/models';
import { routeTable } from '../routes/names';
import { createsVideo, echoedFields, showsVideo, unixSeconds } from '../routes/video';
import type { Dialect, Studio } from '../studio';
import { openaiStatuses } from './openai';
import { openrouterDeliveries } from './openrouterCallback';
import { openrouterKey } from './openrouterKey';
import { openrouterModels } from './openrouterModels';

const base = '/api/v1';

/**
 * OpenRouter: JSON only, 202 with a relative polling address, files that need the key, video models
 * with limits and prices in a list of their own.
 */
export const openrouter: Dialect = {
	name: 'openrouter',
	base,
	routes: [
		...routeTable,
		{ name: 'videoModels', method: 'GET', path: '/videos/models' },
		{ name: 'key', method: 'GET', path: '/key' },
	],
	models: ['openai/gpt-5-mini', 'anthropic/claude-sonnet-5'],
	expiresAfterMs: null,
	progress: 'null',
	deleteUnfinished: 'refuse',
	newId: (nowMs) => `gen-vid-${unixSeconds(nowMs)}-${randomBytes(10).toString('hex')}`,
	headers: () => ({}),
	refuse,
	deliveries: openrouterDeliveries,
	handlers: {
		create,
		status: showsVideo(show),
		content: servesContent(readIndex),
		models: listsModels,
		videoModels: () => answerJson({ data: [...openrouterModels] }),
		key: () => answerJson({ data: openrouterKey }),
	},
};

// Statuses of @openrouter/sdk 1.3.19 `funcs/videoGenerationGetVideoContent`.
const contentStatuses = { ...openaiStatuses, notReady: 409, renderFailed: 409, expired: 410 };

function refuse({ kind, message, details }: Refusal): Answer {
	const status = details.status ?? contentStatuses[kind];
	return answerJson({ error: { code: status, message } }, status);
}

/** A create, with an address to call when it ends if the body names one. */
async function create(call: Call, studio: Studio): Promise<Answer> {
	const answer = await createsVideo(readOpenrouterCreate, showPending, 202)(call, studio);
	const { callback_url: url } = call.fields;
	const { callbackSecret: secret = defaultCallbackSecret } = studio.options;
	if (typeof url === 'string') {
		studio.webhooks.endpoints.addManual({ url, secret, videoId: call.videoId });
	}
	return answer;
}

function readIndex(call: Call): Variant {
	if ((call.query.index ?? '0') === '0') return 'video';
	throw new Refusal('notFound', 'No output with this index.');
}

function showPending(video: Video, studio: Studio): JsonObject {
	const status = video.status === 'queued' ? 'pending' : video.status;
	const polling_url = `${base}/videos/${video.id}`;
	return { id: video.id, polling_url, status, ...echoedFields(video, studio) };
}

function show(video: Video, studio: Studio): JsonObject {
	const shown = showPending(video, studio);
	if (video.error) return { ...shown, error: video.error.message };
	if (video.status !== 'completed') return shown;
	return {
		...shown,
		generation_id: `gen-${unixSeconds(video.endedAtMs ?? 0)}-${video.id.slice(-8)}`,
		unsigned_urls: [`${studio.addresses.base}/videos/${video.id}/content?index=0`],
		usage: { cost: video.costUsd ?? 0, is_byok: false },
	};
}
