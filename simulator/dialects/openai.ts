import { randomBytes } from 'node:crypto';

import { type Answer, answerJson } from '../http/answer';
import type { Call } from '../http/call';
import type { JsonObject } from '../http/json';
import type { Refusal, RefusalKind } from '../http/refusal';
import type { Video } from '../renders/render';
import { readEdit, readExtension, readRemix } from '../requests/derived';
import { readOpenaiCreate } from '../requests/openaiCreate';
import { createsCharacter, showsCharacter } from '../routes/characters';
import { readVariant, servesContent } from '../routes/content';
import { listsWithCursors } from '../routes/list';
import { listsModels } from '../routes/models';
import { createsVideo, deletesVideo, echoedFields, showsVideo, unixSeconds } from '../routes/video';
import { endpointHandlers } from '../routes/webhookEndpoints';
import type { Dialect, Studio } from '../studio';

/** OpenAI's Videos API, as its specification and SDK describe it. */
export const openai: Dialect = {
	name: 'openai',
	models: [
		...['gpt-5', 'gpt-5-mini', 'gpt-image-1', 'text-embedding-3-large', 'whisper-1'],
		...['sora-2', 'sora-2-2025-10-06', 'sora-2-2025-12-08', 'sora-2-pro', 'sora-2-pro-2025-10-06'],
		...['wan2.2-t2v-a14b', 'veo-3.1-generate-preview'],
	],
	expiresAfterMs: 3_600_000,
	progress: 'smooth',
	deleteUnfinished: 'refuse',
	newId: () => `video_${randomBytes(24).toString('hex')}`,
	headers: () => ({ 'openai-processing-ms': '12', 'openai-version': '2020-10-01' }),
	refuse: refuseAsOpenai,
	handlers: {
		create: createsVideo(readOpenaiCreate, showOpenaiVideo),
		list: listsWithCursors(showOpenaiVideo),
		status: showsVideo(showOpenaiVideo),
		delete: deletesVideo(({ id }) => answerJson({ id, object: 'video.deleted', deleted: true })),
		content: servesContent(readVariant),
		remix: createsVideo(readRemix, showOpenaiVideo),
		edit: createsVideo(readEdit, showOpenaiVideo),
		extend: createsVideo(readExtension, showOpenaiVideo),
		characterCreate: createsCharacter,
		characterGet: showsCharacter,
		models: listsModels,
		...endpointHandlers,
	},
};

export function showOpenaiVideo(video: Video, studio: Studio): JsonObject {
	return {
		id: video.id,
		object: 'video',
		model: video.model,
		status: video.status,
		progress: video.progress,
		created_at: unixSeconds(video.createdAtMs),
		completed_at: unixSeconds(video.endedAtMs),
		expires_at: unixSeconds(video.expiresAtMs),
		prompt: video.prompt,
		size: video.size,
		seconds: String(video.seconds),
		remixed_from_video_id: video.kind === 'remix' ? video.sourceId : null,
		error: video.error && { ...video.error },
		...echoedFields(video, studio),
	};
}

export const openaiStatuses: Record<RefusalKind, number> = {
	invalid: 400,
	unauthorized: 401,
	notFound: 404,
	notReady: 404,
	expired: 404,
	renderFailed: 404,
	elsewhere: 400,
	unfinished: 400,
	noRoute: 404,
	noMethod: 405,
	unsupportedType: 415,
	internal: 500,
};

function refuseAsOpenai(refusal: Refusal, call: Call): Answer {
	const { kind, details } = refusal;
	const status = details.status ?? openaiStatuses[kind];
	const error = {
		message: openaiMessage(refusal, call),
		type: status >= 500 ? 'server_error' : 'invalid_request_error',
		param: details.param ?? (kind === 'notFound' ? 'id' : null),
		code: details.code ?? (kind === 'unauthorized' ? 'invalid_api_key' : null),
	};
	return answerJson({ error }, status);
}

function openaiMessage({ kind, message }: Refusal, call: Call): string {
	// Ordered by a fault, which knows no id; what a handler could not find it names itself.
	if (kind === 'notFound' && message === 'Video not found') {
		return `Video with id '${call.id}' not found.`;
	}
	if (kind === 'notReady') {
		return 'Video is not ready yet, use GET /v1/videos/{video_id} to check status.';
	}
	return message;
}
