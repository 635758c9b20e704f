import { randomUUID } from 'node:crypto';

import { answerJson } from '../http/answer';
import type { Call } from '../http/call';
import type { JsonObject } from '../http/json';
import { Refusal } from '../http/refusal';
import type { Variant } from '../media/asset';
import type { Reference, RenderRequest, Video } from '../renders/render';
import { createRequest, readText } from '../requests/fields';
import { fileOrAddress } from '../requests/reference';
import { servesContent } from '../routes/content';
import { readLimit, readOrder } from '../routes/list';
import { listsModels } from '../routes/models';
import { createsVideo, deletesVideo, echoedFields, showsVideo, unixSeconds } from '../routes/video';
import { type Dialect, fileAddress, type Handler, type Studio } from '../studio';
import { integerIn, invalidField, refuseAsFastApi, requiredPrompt } from './fastapi';

const servedModel = 'Wan-AI/Wan2.1-T2V-1.3B-Diffusers';
const knownFields = [
	...['prompt', 'model', 'seconds', 'size', 'seed', 'input_reference', 'reference_url'],
];

/** SGLang diffusion: whole seconds, lists without cursors, DELETE that answers the video. */
export const sglang: Dialect = {
	name: 'sglang',
	models: [servedModel],
	expiresAfterMs: null,
	progress: 'smooth',
	deleteUnfinished: 'cancel',
	newId: () => randomUUID(),
	headers: () => ({}),
	refuse: (refusal) =>
		refuseAsFastApi(refusal, {
			notFound: 'Video not found',
			notReady: 'Generation is still in-progress',
			renderFailed: 'Generation failed',
		}),
	handlers: {
		create: createsVideo(readCreate, show),
		list: listVideos,
		status: showsVideo(show),
		delete: deletesVideo((video, studio) => {
			return answerJson({ ...show(video, studio), status: 'deleted' });
		}),
		content: servesContent(readOutputIndex),
		models: listsModels,
	},
};

function readCreate(call: Call): RenderRequest {
	const { fields } = call;
	return createRequest(call, knownFields, {
		prompt: requiredPrompt(fields),
		model: readText(fields, 'model') ?? servedModel,
		seconds: integerIn(fields, 'seconds') ?? 4,
		size: readText(fields, 'size') ?? '1280x720',
		reference: readImage(call),
	});
}

/** In JSON `input_reference` is a path or an address, not an object as at OpenAI. */
function readImage(call: Call): Reference | null {
	const address = call.fields.input_reference ?? call.fields.reference_url;
	const message = 'Input should be a valid string';
	return fileOrAddress(
		call,
		address,
		invalidField('string_type', 'input_reference', message, null),
	);
}

function listVideos(...[call, studio]: Parameters<Handler>): ReturnType<Handler> {
	const { after } = call.query;
	const page = studio.renders.page({
		limit: limitOf(call),
		order: readOrder(call, 'desc'),
		atMs: call.atMs,
		...(after === undefined || call.ignoreCursor ? {} : { after }),
	});
	// An unknown cursor is no error here: it gives an empty list.
	const videos = page?.videos ?? [];
	return answerJson({ data: videos.map((video) => show(video, studio)), object: 'list' });
}

function limitOf(call: Call): number {
	try {
		return readLimit(call, 1);
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		const message = 'Input should be greater than or equal to 1 and less than or equal to 100';
		const problem = { type: 'value_error', loc: ['query', 'limit'], msg: message };
		throw new Refusal('invalid', message, { problem });
	}
}

/** `variant` counts the outputs of a job here, and there is only one. */
function readOutputIndex(call: Call): Variant {
	const { variant } = call.query;
	if (variant === undefined || variant === '0') return 'video';
	throw new Refusal('notFound', 'Variant not found');
}

function show(video: Video, studio: Studio): JsonObject {
	const done = video.status === 'completed';
	const elsewhere = studio.options.contentFrom === 'address';
	const path = elsewhere || video.status === 'failed' ? null : `/outputs/${video.id}.mp4`;
	const renderMs = (video.endedAtMs ?? 0) - (video.startedAtMs ?? 0);
	return {
		id: video.id,
		object: 'video',
		model: video.model,
		status: video.status,
		progress: video.progress,
		created_at: unixSeconds(video.createdAtMs),
		size: video.size,
		seconds: String(video.seconds),
		quality: 'standard',
		url: done && elsewhere ? fileAddress(studio, video) : null,
		remixed_from_video_id: null,
		// The real server forgets to set the end of a failed job.
		completed_at: done ? unixSeconds(video.endedAtMs) : null,
		expires_at: null,
		error: video.error && { message: video.error.message },
		file_path: path,
		file_paths: done && path !== null ? [path] : null,
		num_outputs: done ? 1 : null,
		peak_memory_mb: done ? 18_231 : null,
		inference_time_s: done ? renderMs / 1000 : null,
		action: null,
		...echoedFields(video, studio),
	};
}
