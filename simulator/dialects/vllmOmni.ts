import { randomBytes } from 'node:crypto';

import { type Answer, answerJson } from '../http/answer';
import type { Call } from '../http/call';
import { isJsonObject, type Json, type JsonObject, parseJson } from '../http/json';
import { Refusal } from '../http/refusal';
import type { Reference, RenderRequest, Video } from '../renders/render';
import { createRequest } from '../requests/fields';
import { fileReference } from '../requests/reference';
import { servesContent } from '../routes/content';
import { listsWithCursors } from '../routes/list';
import { listsModels } from '../routes/models';
import { createsVideo, deletesVideo, echoedFields, showsVideo, unixSeconds } from '../routes/video';
import type { Dialect, Studio } from '../studio';
import { integerIn, matching, missingField, refuseAsFastApi, requiredPrompt } from './fastapi';

const servedModel = 'Wan-AI/Wan2.2-T2V-A14B-Diffusers';
const knownFields = [
	'prompt',
	'model',
	'seconds',
	'size',
	'width',
	'height',
	'seed',
	'image_reference',
];

/** vLLM-Omni: forms only, failed jobs answered with the failure's status, no way to change a video. */
export const vllmOmni: Dialect = {
	name: 'vllm-omni',
	models: [servedModel],
	expiresAfterMs: null,
	progress: 'jump',
	deleteUnfinished: 'cancel',
	newId: () => `video_gen_${randomBytes(16).toString('hex')}`,
	headers: () => ({}),
	refuse,
	handlers: {
		create: createsVideo(readCreate, show),
		list: listsWithCursors(show),
		status: showsVideo(show, (video) => (video.error ? failureStatus(video.error.code) : 200)),
		delete: deletesVideo(({ id }) => answerJson({ id, deleted: true, object: 'video.deleted' })),
		content: servesContent(() => 'video'),
		models: listsModels,
	},
};

function refuse(refusal: Refusal): Answer {
	// The key is checked before the application, by a middleware with a shape of its own.
	if (refusal.kind === 'unauthorized') return answerJson({ error: 'Unauthorized' }, 401);
	const { message, details } = refusal;
	const status = refusal.kind === 'renderFailed' ? 422 : details.status;
	return refuseAsFastApi(new Refusal(refusal.kind, message, { ...details, status }), {
		notFound: 'Video not found',
		renderFailed: 'Video generation failed. Check job status for error details.',
		unfinished: 'Cancellation in progress. Please try again later.',
	});
}

function readCreate(call: Call): RenderRequest {
	if (call.bodyKind !== 'multipart') throw missingField('prompt');
	const { fields } = call;
	const prompt = requiredPrompt(fields);
	const model = fields.model ?? servedModel;
	if (model !== servedModel) {
		const message = `Model mismatch: the server serves ${servedModel}, the request asks for ${JSON.stringify(model)}.`;
		throw new Refusal('invalid', message);
	}
	const [width, height] = [integerIn(fields, 'width'), integerIn(fields, 'height')];
	const sides = width && height ? `${width}x${height}` : '832x480';
	return createRequest(call, knownFields, {
		prompt,
		model: servedModel,
		seconds: Number(matching(fields, 'seconds', /^[1-9]\d*$/) ?? 4),
		size: matching(fields, 'size', /^\d+x\d+$/) ?? sides,
		reference: readImage(call),
	});
}

function readImage(call: Call): Reference | null {
	const file = call.files.find(({ name }) => name === 'input_reference');
	const text = call.fields.image_reference;
	if (file && text !== undefined) {
		throw new Refusal('invalid', 'Provide either input_reference or image_reference, not both.');
	}
	if (file) return fileReference(file, null);
	if (typeof text !== 'string') return null;
	const reference = parseReference(text);
	if (isJsonObject(reference) && typeof reference.image_url === 'string') {
		return { kind: 'url', value: reference.image_url };
	}
	const byId = isJsonObject(reference) && 'file_id' in reference;
	const problem = byId ? 'file_id is not supported' : 'expected {"image_url": ...}';
	throw new Refusal('invalid', `Invalid image_reference: ${problem}.`);
}

function parseReference(text: string): Json {
	try {
		return parseJson(text);
	} catch (error) {
		if (error instanceof SyntaxError)
			throw new Refusal('invalid', 'Invalid JSON in image_reference.');
		throw error;
	}
}

/** The server knows failures by HTTP status only. */
function failureStatus(code: string): number {
	return code === 'moderation_blocked' ? 400 : 500;
}

function show(video: Video, studio: Studio): JsonObject {
	const { error, endedAtMs, startedAtMs } = video;
	const done = video.status === 'completed';
	const seconds =
		endedAtMs === null || startedAtMs === null ? null : (endedAtMs - startedAtMs) / 1000;
	return {
		model: video.model,
		prompt: video.prompt,
		id: video.id,
		object: 'video',
		status: video.status,
		size: video.size,
		progress: video.progress,
		seconds: String(video.seconds),
		quality: 'default',
		completed_at: unixSeconds(endedAtMs),
		created_at: unixSeconds(video.createdAtMs),
		remixed_from_video_id: null,
		error: error && { code: failureStatus(error.code), message: error.message },
		media_type: 'video/mp4',
		expires_at: unixSeconds(video.expiresAtMs),
		file_name: done ? `${video.id}.mp4` : null,
		inference_time_s: seconds,
		stage_durations: done
			? { diffuse: (seconds ?? 0) * 0.9, 'vae.decode': (seconds ?? 0) * 0.05 }
			: {},
		peak_memory_mb: done ? 61_234.5 : 0,
		action: null,
		...echoedFields(video, studio),
	};
}
