import { randomBytes } from 'node:crypto';

import { type Answer, answerJson } from '../http/answer';
import type { Call } from '../http/call';
import type { JsonObject } from '../http/json';
import { Refusal } from '../http/refusal';
import type { RenderRequest, Video } from '../renders/render';
import { readRemix } from '../requests/derived';
import { createRequest, readPrompt, readText } from '../requests/fields';
import { readReference } from '../requests/reference';
import { servesContent } from '../routes/content';
import { listsModels } from '../routes/models';
import { createsVideo, echoedFields, showsVideo, unixSeconds } from '../routes/video';
import { type Dialect, fileAddress, type Studio } from '../studio';
import { openaiStatuses } from './openai';

const defaultModel = 'kling-v2-1';
const knownFields = ['prompt', 'model', 'seconds', 'size', 'seed', 'input_reference'];

/** new-api: ids repeated as `task_id`, no list, no delete, files of most channels elsewhere. */
export const newApi: Dialect = {
	name: 'new-api',
	models: ['gpt-5-mini', defaultModel, 'sora-2', 'veo-3.1'],
	expiresAfterMs: null,
	progress: 'smooth',
	deleteUnfinished: 'refuse',
	newId: () => `task_${randomBytes(16).toString('hex')}`,
	headers: () => ({}),
	refuse,
	handlers: {
		create: createsVideo(readCreate, showCreated),
		status: showsVideo(show),
		content: servesContent(() => 'video', checkContent),
		remix: createsVideo(readRemix, showCreated),
		models: listsModels,
	},
};

function refuse(refusal: Refusal, call: Call): Answer {
	const { kind, message, details } = refusal;
	if (call.route === 'content' && (kind === 'notReady' || kind === 'elsewhere')) {
		return answerJson({ error: { message, type: 'invalid_request_error' } }, 400);
	}
	if (kind === 'unauthorized' || kind === 'noRoute' || kind === 'noMethod') {
		return answerJson({ error: { message, type: 'new_api_error' } }, openaiStatuses[kind]);
	}
	// Everything about a task is a 400 here, an unknown id included.
	if (kind === 'notFound') return taskError('task_not_exist', 'task_not_exist', 400);
	const status = details.status ?? openaiStatuses[kind];
	return taskError(details.code ?? 'invalid_request', message, status);
}

function taskError(code: string, message: string, status: number): Answer {
	return answerJson({ code, message, data: null }, status);
}

function readCreate(call: Call): RenderRequest {
	const { fields } = call;
	const seconds = Number(fields.seconds ?? 5);
	if (!(seconds > 0)) throw new Refusal('invalid', 'invalid seconds');
	return createRequest(call, knownFields, {
		prompt: readPrompt(fields),
		model: readText(fields, 'model') ?? defaultModel,
		seconds,
		size: readText(fields, 'size') ?? '1280x720',
		reference: readReference(call, null),
	});
}

/** Only Sora channels hand bytes on; for the others the file stays where the provider has it. */
function isProxied(video: Video): boolean {
	return video.model.startsWith('sora');
}

function checkContent(video: Video): void {
	if (video.status !== 'completed') {
		const word = video.status.toUpperCase();
		throw new Refusal('notReady', `Task is not completed yet, current status: ${word}`);
	}
	if (!isProxied(video)) {
		throw new Refusal('elsewhere', 'Content of this channel is not served here, see metadata.url');
	}
}

function showCreated(video: Video, studio: Studio): JsonObject {
	const { id, seconds, size } = video;
	return { ...show(video, studio), id, task_id: id, seconds: String(seconds), size };
}

/** Empty fields are left out. */
function show(video: Video, studio: Studio): JsonObject {
	const shown: JsonObject = {
		id: video.id,
		object: 'video',
		model: video.model,
		status: video.status,
		progress: video.progress,
		created_at: unixSeconds(video.createdAtMs),
	};
	if (video.endedAtMs !== null) shown.completed_at = unixSeconds(video.endedAtMs);
	if (isProxied(video)) Object.assign(shown, { seconds: String(video.seconds), size: video.size });
	if (video.error) shown.error = { ...video.error };
	if (video.status === 'completed' && !isProxied(video)) {
		shown.metadata = { url: fileAddress(studio, video) };
	}
	return { ...shown, ...echoedFields(video, studio) };
}
