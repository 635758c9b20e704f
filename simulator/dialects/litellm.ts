import { randomBytes } from 'node:crypto';

import { type Answer, answerJson } from '../http/answer';
import type { Call } from '../http/call';
import type { JsonObject } from '../http/json';
import { Refusal } from '../http/refusal';
import type { Video } from '../renders/render';
import { readEdit, readExtension, readRemix } from '../requests/derived';
import { readOpenaiCreate } from '../requests/openaiCreate';
import { createsCharacter, showsCharacter } from '../routes/characters';
import { servesContent } from '../routes/content';
import { listsWithCursors } from '../routes/list';
import { listsModels } from '../routes/models';
import { createsVideo, echoedFields, showsVideo, unixSeconds } from '../routes/video';
import type { Dialect, Studio } from '../studio';
import { refuseAsFastApi } from './fastapi';
import { openaiStatuses } from './openai';

/** LiteLLM proxy: ids that need percent-encoding, no prompt, no DELETE, errors with the text "None". */
export const litellm: Dialect = {
	name: 'litellm',
	models: ['gpt-5-mini', 'sora-2', 'sora-2-pro', 'veo-3.1-generate-preview'],
	expiresAfterMs: 3_600_000,
	progress: 'smooth',
	deleteUnfinished: 'refuse',
	newId,
	headers: (requestId) => ({
		'x-litellm-call-id': requestId.slice(4),
		'x-litellm-model-id': '7c9e6679f',
	}),
	refuse,
	handlers: {
		create: createsVideo(readOpenaiCreate, show),
		list: listsWithCursors(show),
		status: showsVideo(show),
		content: servesContent(() => 'video'),
		remix: createsVideo(readJsonRemix, show),
		edit: createsVideo(readEdit, show),
		extend: createsVideo(readExtension, show),
		characterCreate: createsCharacter,
		characterGet: showsCharacter,
		models: listsModels,
	},
};

/**
 * `video_` and base64 of provider, model and the provider's own id. That id is made so that `+`,
 * `/` and `=` stand in every one: a client that does not encode ids fails at once.
 */
function newId(): string {
	const head = 'litellm:custom_llm_provider:vertex_ai;model_id:7c9e6679f;video_id:op_';
	// In the last place of a group of three, `>` becomes `+` and `?` becomes `/`.
	const marks = '~~>~~?';
	const filler = '~'.repeat((3 - (head.length % 3)) % 3);
	const tail = randomBytes(20).toString('hex');
	return `video_${Buffer.from(`${head}${filler}${marks}${tail}`).toString('base64')}`;
}

function refuse(refusal: Refusal): Answer {
	const { kind, message, details } = refusal;
	if (kind === 'noRoute' || kind === 'noMethod') return refuseAsFastApi(refusal, {});
	const status = details.status ?? openaiStatuses[kind];
	const names: Record<number, string> = { 401: 'AuthenticationError', 404: 'NotFoundError' };
	const name = names[status] ?? (status >= 500 ? 'APIError' : 'BadRequestError');
	const text = `litellm.${name}: OpenAIException - ${message}`;
	const error = { message: text, type: 'None', param: 'None', code: String(status) };
	return answerJson({ error }, status);
}

function readJsonRemix(call: Call, studio: Studio): ReturnType<typeof readRemix> {
	if (call.bodyKind !== 'json') throw new Refusal('invalid', 'The remix body must be JSON.');
	return readRemix(call, studio);
}

function show(video: Video, studio: Studio): JsonObject {
	return {
		id: video.id,
		object: 'video',
		status: video.status === 'in_progress' ? 'processing' : video.status,
		created_at: unixSeconds(video.createdAtMs),
		completed_at: unixSeconds(video.endedAtMs),
		expires_at: unixSeconds(video.expiresAtMs),
		error: video.error && { ...video.error },
		progress: video.progress,
		remixed_from_video_id: video.kind === 'remix' ? video.sourceId : null,
		seconds: String(video.seconds),
		size: video.size,
		model: video.model,
		usage: { duration_seconds: video.seconds },
		...echoedFields(video, studio),
	};
}
