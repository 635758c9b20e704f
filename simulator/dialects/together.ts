import { randomUUID } from 'node:crypto';

import { type Answer, answerJson } from '../http/answer';
import type { JsonObject } from '../http/json';
import type { Refusal } from '../http/refusal';
import type { Video } from '../renders/render';
import { readTogetherCreate, togetherVideoModels } from '../requests/togetherCreate';
import { routeTable } from '../routes/names';
import { createsVideo, echoedFields, showsVideo, unixSeconds } from '../routes/video';
import { type Dialect, fileAddress, type Handler, type Studio } from '../studio';
import { openaiStatuses } from './openai';

const languageModel = 'meta-llama/Llama-3.3-70B-Instruct-Turbo';
const videoModels = Object.keys(togetherVideoModels);

/** Together: videos under /v2 and models under /v1, JSON only, the file at a foreign address. */
export const together: Dialect = {
	name: 'together',
	base: '/v2',
	routes: [
		...routeTable.filter(({ name }) => name !== 'models'),
		{ name: 'models', method: 'GET', path: '/models', base: '/v1' },
	],
	models: [languageModel, ...videoModels],
	expiresAfterMs: null,
	progress: 'null',
	deleteUnfinished: 'refuse',
	newId: () => randomUUID(),
	headers: () => ({}),
	refuse,
	handlers: {
		create: createsVideo(readTogetherCreate, show),
		status: showsVideo(show),
		models: listModels,
	},
};

function refuse({ kind, message, details }: Refusal): Answer {
	const { param = null, code = null } = details;
	const status = details.status ?? openaiStatuses[kind];
	return answerJson({ error: { message, type: 'invalid_request_error', param, code } }, status);
}

/** A bare array, as in together-ai 0.52.0 `resources/models/models.ts`. */
function listModels(...[, studio]: Parameters<Handler>): Answer {
	return answerJson(
		studio.dialect.models.map((id) => {
			const type = videoModels.includes(id) ? 'video' : 'chat';
			const [organization = ''] = id.split('/');
			return { id, object: 'model', created: 1_759_708_800, type, display_name: id, organization };
		}),
	);
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
		shown.outputs = { cost: video.costUsd ?? 0, video_url: fileAddress(studio, video) };
	}
	return { ...shown, ...echoedFields(video, studio) };
}
