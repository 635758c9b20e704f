import { randomBytes } from 'node:crypto';

import { type Answer, answerJson } from '../http/answer';
import type { Call } from '../http/call';
import type { JsonObject } from '../http/json';
import { Refusal } from '../http/refusal';
import type { Variant } from '../media/asset';
import type { RenderRequest, Video } from '../renders/render';
import { createRequest, invalid, readPrompt, readText } from '../requests/fields';
import { servesContent } from '../routes/content';
import { listsModels } from '../routes/models';
import { createsVideo, echoedFields, showsVideo, unixSeconds } from '../routes/video';
import type { Dialect, Studio } from '../studio';
import { openaiStatuses } from './openai';

const defaultModel = 'google/veo-3.1';
const knownFields = ['prompt', 'model', 'duration', 'size', 'seed'];
const usdPerSecond = 0.125;

/** OpenRouter: JSON only, 202 with a relative polling address, files that need the key. */
export const openrouter: Dialect = {
	name: 'openrouter',
	models: ['openai/gpt-5-mini', defaultModel, 'openai/sora-2-pro'],
	expiresAfterMs: null,
	progress: 'null',
	deleteUnfinished: 'refuse',
	newId: (nowMs) => `gen-vid-${unixSeconds(nowMs)}-${randomBytes(10).toString('hex')}`,
	headers: () => ({}),
	refuse,
	handlers: {
		create: createsVideo(readCreate, showPending, 202),
		status: showsVideo(show),
		content: servesContent(readIndex),
		models: listsModels,
	},
};

function refuse({ kind, message, details }: Refusal): Answer {
	const status = details.status ?? openaiStatuses[kind];
	return answerJson({ error: { code: status, message } }, status);
}

function readCreate(call: Call): RenderRequest {
	if (call.bodyKind !== 'json') throw new Refusal('unsupportedType', 'The body must be JSON.');
	const { fields } = call;
	const { duration = 4 } = fields;
	if (typeof duration !== 'number' || !Number.isInteger(duration) || duration < 1) {
		throw invalid('duration', "Invalid 'duration': expected an integer.", 'invalid_type');
	}
	return createRequest(call, knownFields, {
		prompt: readPrompt(fields),
		model: readText(fields, 'model') ?? defaultModel,
		seconds: duration,
		size: readText(fields, 'size') ?? '1280x720',
	});
}

function readIndex(call: Call): Variant {
	if ((call.query.index ?? '0') === '0') return 'video';
	throw new Refusal('notFound', 'No output with this index.');
}

function showPending(video: Video, studio: Studio): JsonObject {
	const status = video.status === 'queued' ? 'pending' : video.status;
	const polling_url = `/v1/videos/${video.id}`;
	return { id: video.id, polling_url, status, ...echoedFields(video, studio) };
}

function show(video: Video, studio: Studio): JsonObject {
	const shown = showPending(video, studio);
	if (video.error) return { ...shown, error: video.error.message };
	if (video.status !== 'completed') return shown;
	return {
		...shown,
		generation_id: `gen-${Math.floor((video.endedAtMs ?? 0) / 1000)}-${video.id.slice(-8)}`,
		unsigned_urls: [`${studio.addresses.base}/videos/${video.id}/content?index=0`],
		usage: { cost: video.seconds * usdPerSecond, is_byok: false },
	};
}
