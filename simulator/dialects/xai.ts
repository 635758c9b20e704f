import { randomUUID } from 'node:crypto';

import { type Answer, answerJson } from '../http/answer';
import type { JsonObject } from '../http/json';
import type { Refusal } from '../http/refusal';
import type { Video } from '../renders/render';
import { readXaiCreate, readXaiEdit, readXaiExtension } from '../requests/xaiCreate';
import { listsModels } from '../routes/models';
import { createsVideo, findVideo } from '../routes/video';
import { type Dialect, fileAddress, type Handler, type Studio } from '../studio';
import { openaiStatuses } from './openai';

const dayMs = 24 * 3_600_000;
/** Unit of `cost_in_usd_ticks`. */
const ticksPerUsd = 1e10;

/**
 * xAI: 202 while a render runs, at first with no body at all; the file at a foreign address; a clip
 * stopped by the moderation is `done` and has no address.
 */
export const xai: Dialect = {
	name: 'xai',
	routes: [
		{ name: 'create', method: 'POST', path: '/videos/generations' },
		{ name: 'edit', method: 'POST', path: '/videos/edits' },
		{ name: 'extend', method: 'POST', path: '/videos/extensions' },
		{ name: 'status', method: 'GET', path: '/videos/:id' },
		{ name: 'models', method: 'GET', path: '/models' },
	],
	// The list is of language models; those that make videos are not in it.
	models: ['grok-5', 'grok-5-fast', 'grok-imagine-image'],
	expiresAfterMs: dayMs,
	progress: 'smooth',
	deleteUnfinished: 'refuse',
	newId: () => randomUUID(),
	headers: () => ({}),
	refuse,
	handlers: {
		create: createsVideo(readXaiCreate, showRequest),
		edit: createsVideo(readXaiEdit, showRequest),
		extend: createsVideo(readXaiExtension, showRequest),
		status,
		models: listsModels,
	},
};

/** The second of the three forms of `src/xai-error.ts` (@ai-sdk/xai 5.0.12). */
function refuse({ kind, message, details }: Refusal): Answer {
	const status = details.status ?? openaiStatuses[kind];
	const words: Record<number, string> = {
		400: 'Client specified an invalid argument',
		401: 'The request does not have valid authentication credentials for the operation',
		402: 'The team has run out of credits',
		403: 'The caller does not have permission to execute the specified operation',
		404: 'Some requested entity was not found',
		429: 'Some resource has been exhausted',
	};
	return answerJson({ code: details.code ?? words[status] ?? kind, error: message }, status);
}

function showRequest({ id }: Video): JsonObject {
	return { request_id: id };
}

function status(...[call, studio]: Parameters<Handler>): Answer {
	const video = findVideo(call, studio);
	if (video.endedAtMs !== null) return answerJson(showEnded(video, studio));
	const early = video.fraction < 0.5;
	if (early) return { status: 202, headers: {}, body: { kind: 'empty' }, transport: {} };
	return answerJson({ status: 'pending', progress: video.progress }, 202);
}

function showEnded(video: Video, studio: Studio): JsonObject {
	const { model, seconds: duration, error } = video;
	if (error?.code === 'moderation_blocked') {
		return { status: 'done', model, video: { duration, respect_moderation: false }, progress: 100 };
	}
	if (error) return { status: 'failed', model, error: { ...error } };
	if (video.expired) return { status: 'expired', model };
	const usage = { cost_in_usd_ticks: Math.round((video.costUsd ?? 0) * ticksPerUsd) };
	const url = fileAddress(studio, video);
	const stored = 'storage_options' in video.extra;
	const file_output = { file_id: `file_${video.id}`, filename: 'video.mp4', public_url: url };
	const file: JsonObject = stored ? { file_output } : { url };
	return {
		status: 'done',
		model,
		video: { ...file, duration, respect_moderation: true },
		usage,
		progress: 100,
	};
}
