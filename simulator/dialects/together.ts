import { randomUUID } from 'node:crypto';

import { type Answer, answerJson } from '../http/answer';
import type { Call } from '../http/call';
import type { JsonObject } from '../http/json';
import { Refusal } from '../http/refusal';
import type { RenderRequest, Video } from '../renders/render';
import { createRequest, invalid, readPrompt, readText } from '../requests/fields';
import { listsModels } from '../routes/models';
import { createsVideo, echoedFields, showsVideo, unixSeconds } from '../routes/video';
import { type Dialect, fileAddress, type Studio } from '../studio';
import { openaiStatuses } from './openai';

const knownFields = ['prompt', 'model', 'seconds', 'width', 'height', 'seed'];
const usdPerSecond = 0.08;

/** Together: JSON only, width and height instead of a size, the file at a foreign address. */
export const together: Dialect = {
	name: 'together',
	models: ['meta-llama/Llama-3.3-70B-Instruct-Turbo', 'minimax/hailuo-02', 'google/veo-3.0'],
	expiresAfterMs: null,
	progress: 'null',
	deleteUnfinished: 'refuse',
	newId: () => randomUUID(),
	headers: () => ({}),
	refuse,
	handlers: {
		create: createsVideo(readCreate, show),
		status: showsVideo(show),
		models: listsModels,
	},
};

function refuse({ kind, message, details }: Refusal): Answer {
	const { param = null, code = null } = details;
	const status = details.status ?? openaiStatuses[kind];
	return answerJson({ error: { message, type: 'invalid_request_error', param, code } }, status);
}

function readCreate(call: Call): RenderRequest {
	if (call.bodyKind !== 'json') throw new Refusal('unsupportedType', 'The body must be JSON.');
	const { fields } = call;
	const model = readText(fields, 'model');
	if (model === undefined) {
		throw invalid('model', "Missing required parameter: 'model'.", 'missing_required_parameter');
	}
	const { width = 1366, height = 768 } = fields;
	if (typeof width !== 'number' || typeof height !== 'number') {
		throw invalid('width', "Invalid 'width' or 'height': expected integers.", 'invalid_type');
	}
	return createRequest(call, knownFields, {
		prompt: readPrompt(fields),
		model,
		seconds: Number(readText(fields, 'seconds') ?? 6),
		size: `${width}x${height}`,
	});
}

function show(video: Video, studio: Studio): JsonObject {
	const shown: JsonObject = {
		id: video.id,
		object: 'video',
		model: video.model,
		// No word for waiting: a job is in progress from the start.
		status: video.endedAtMs === null ? 'in_progress' : video.status,
		created_at: unixSeconds(video.createdAtMs),
		size: video.size,
		seconds: String(video.seconds),
	};
	if (video.endedAtMs !== null) shown.completed_at = unixSeconds(video.endedAtMs);
	if (video.error) shown.error = { ...video.error };
	if (video.status === 'completed') {
		shown.outputs = {
			cost: Math.round(video.seconds * usdPerSecond * 100) / 100,
			video_url: fileAddress(studio, video),
		};
	}
	return { ...shown, ...echoedFields(video, studio) };
}
