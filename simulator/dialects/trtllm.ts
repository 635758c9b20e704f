import { randomBytes } from 'node:crypto';

import { type Answer, answerJson } from '../http/answer';
import type { Call } from '../http/call';
import type { JsonObject } from '../http/json';
import { Refusal } from '../http/refusal';
import type { Reference, RenderRequest, Video } from '../renders/render';
import { createRequest, readPrompt, readText } from '../requests/fields';
import { fileOrAddress } from '../requests/reference';
import { servesContent } from '../routes/content';
import { listsModels } from '../routes/models';
import { createsVideo, deletesVideo, echoedFields, showsVideo, unixSeconds } from '../routes/video';
import type { Dialect, Handler, Studio } from '../studio';
import { fastApiStatuses, refuseAsFastApi } from './fastapi';

const servedModel = 'Wan-AI/Wan2.2-T2V-A14B-Diffusers';
const longestSeconds = 60;
const knownFields = ['prompt', 'model', 'seconds', 'size', 'seed', 'input_reference'];
/** Fields that are understood, though nothing here depends on them; any other one is refused. */
const understoodFields = [
	...['negative_prompt', 'num_inference_steps', 'guidance_scale', 'guidance_rescale', 'fps', 'n'],
	...['num_frames', 'width', 'height', 'response_format', 'output_format', 'extra_params'],
];
/** The last tenth of a job is encoding. */
const encodingFrom = 0.9;

/** TensorRT-LLM VisualGen: 202 on create, words of its own, errors flat, no unknown fields. */
export const trtllm: Dialect = {
	name: 'trtllm',
	models: [servedModel],
	expiresAfterMs: null,
	progress: 'null',
	deleteUnfinished: 'cancel',
	newId: () => `video_${randomBytes(16).toString('hex')}`,
	headers: () => ({}),
	refuse,
	handlers: {
		create: createsVideo(readCreate, show, 202),
		list: listAll,
		status: showsVideo(show),
		delete: deletesVideo(() => answerJson({ deleted: true })),
		content: servesContent(() => 'video', checkReady),
		models: listsModels,
	},
};

function refuse(refusal: Refusal): Answer {
	const { kind, message, details } = refusal;
	if (kind === 'noRoute' || kind === 'noMethod') return refuseAsFastApi(refusal, {});
	const ours = kind === 'notReady' || kind === 'renderFailed' ? 400 : fastApiStatuses[kind];
	const status = details.status ?? ours;
	const type =
		status === 404 ? 'NotFoundError' : status >= 500 ? 'InternalServerError' : 'BadRequestError';
	return answerJson({ object: 'error', message, type, param: null, code: status }, status);
}

function readCreate(call: Call): RenderRequest {
	const { fields } = call;
	for (const name of Object.keys(fields)) {
		if ([...knownFields, ...understoodFields].includes(name)) continue;
		const message = `Unknown request field '${name}'. Pass model-specific parameters via 'extra_params' instead.`;
		throw new Refusal('invalid', message, { status: 422 });
	}
	return createRequest(call, knownFields, {
		prompt: readPrompt(fields),
		model: readText(fields, 'model') ?? servedModel,
		seconds: readDuration(fields),
		size: readText(fields, 'size') ?? '832x480',
		reference: readImage(call),
	});
}

function readDuration({ seconds }: JsonObject): number {
	if (seconds === undefined || seconds === null) return 4;
	const duration = typeof seconds === 'string' ? Number(seconds) : seconds;
	if (typeof duration === 'number' && duration > 0 && duration <= longestSeconds) return duration;
	throw new Refusal('invalid', "Input should be a number up to 60 for 'seconds'.", { status: 422 });
}

function readImage(call: Call): Reference | null {
	const message = "Input should be a valid string for 'input_reference'.";
	const wrong = new Refusal('invalid', message, { status: 422 });
	return fileOrAddress(call, call.fields.input_reference, wrong);
}

function listAll(...[call, studio]: Parameters<Handler>): ReturnType<Handler> {
	const videos = studio.renders.listAt(call.atMs).filter((video) => !video.deleted);
	return answerJson({ data: videos.map((video) => show(video, studio)), object: 'list' });
}

function checkReady(video: Video): void {
	if (video.status === 'completed') return;
	const message = `Video ${video.id} is not ready (status: ${wordFor(video)})`;
	throw new Refusal('notReady', message);
}

function wordFor(video: Video): string {
	if (video.status !== 'in_progress') return video.status;
	return video.fraction < encodingFrom ? 'generating' : 'postprocessing';
}

function show(video: Video, studio: Studio): JsonObject {
	return {
		completed_at: unixSeconds(video.endedAtMs),
		created_at: unixSeconds(video.createdAtMs),
		error: video.error && `Video generation failed: ${video.error.message}`,
		expires_at: null,
		id: video.id,
		model: video.model,
		object: 'video',
		progress: video.progress,
		prompt: video.prompt,
		status: wordFor(video),
		duration: video.seconds,
		fps: 24,
		size: video.size,
		response_format: null,
		...echoedFields(video, studio),
	};
}
