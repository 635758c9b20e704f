import { randomUUID } from 'node:crypto';

import { type Answer, answerJson } from '../http/answer';
import type { Call } from '../http/call';
import type { Json, JsonObject } from '../http/json';
import { Refusal } from '../http/refusal';
import type { RenderRequest, Video } from '../renders/render';
import { createRequest, readPrompt, readText } from '../requests/fields';
import { listsModels } from '../routes/models';
import { startRender, unixSeconds } from '../routes/video';
import { type Dialect, fileAddress, pause, type Studio } from '../studio';
import { fastApiStatuses } from './fastapi';

const servedModel = 'Wan-AI/Wan2.2-TI2V-5B-Diffusers';
const knownFields = [
	'prompt',
	'model',
	'seconds',
	'size',
	'seed',
	'input_reference',
	'response_format',
];

/** A render that waits is looked at again after this time, in case its end was just missed. */
const longestPauseMs = 1_000;

/** NVIDIA Dynamo: one route, which answers when the video is ready, with the video in the answer. */
export const dynamo: Dialect = {
	name: 'dynamo',
	models: [servedModel],
	expiresAfterMs: null,
	progress: 'jump',
	deleteUnfinished: 'cancel',
	newId: () => randomUUID(),
	headers: () => ({}),
	refuse,
	handlers: { create, models: listsModels },
};

// The shape of its errors is not verified; flat, with a message at the top, is the likeliest.
function refuse({ kind, message, details }: Refusal): Answer {
	const status = details.status ?? fastApiStatuses[kind];
	const type = status >= 500 ? 'Internal Server Error' : 'Bad Request';
	return answerJson({ message, type, code: status }, status);
}

async function create(call: Call, studio: Studio): Promise<Answer> {
	if (call.bodyKind !== 'json') {
		throw new Refusal('unsupportedType', 'Expected request with `Content-Type: application/json`');
	}
	let video = startRender(call, studio, readCreate(call));
	while (video.endedAtMs === null && studio.traffic.knows(call.work)) {
		const nextMs = studio.renders.nextChangeMs() - studio.now();
		await pause(studio, call, Math.min(longestPauseMs, Math.max(1, nextMs)));
		video = studio.renders.find(video.id) ?? video;
	}
	const inline = call.fields.response_format === 'b64_json';
	return answerJson(await show(video, studio, inline));
}

function readCreate(call: Call): RenderRequest {
	const { fields } = call;
	const seconds = fields.seconds ?? 4;
	if (typeof seconds !== 'number' || !Number.isInteger(seconds)) {
		throw new Refusal('invalid', 'seconds: invalid type, expected an integer.', { status: 422 });
	}
	const image = readText(fields, 'input_reference');
	return createRequest(call, knownFields, {
		prompt: readPrompt(fields),
		model: readText(fields, 'model') ?? servedModel,
		seconds,
		size: readText(fields, 'size') ?? '832x480',
		reference: image === undefined ? null : { kind: 'url', value: image },
	});
}

async function show(video: Video, studio: Studio, inline: boolean): Promise<JsonObject> {
	const done = video.status === 'completed';
	const shown: JsonObject = {
		id: video.id,
		object: 'video',
		model: video.model,
		status: video.status,
		progress: video.progress,
		created: unixSeconds(video.createdAtMs),
		data: done ? [await fileOf(video, studio, inline)] : [],
	};
	if (video.error) return { ...shown, error: video.error.message };
	return { ...shown, inference_time_s: ((video.endedAtMs ?? 0) - (video.startedAtMs ?? 0)) / 1000 };
}

async function fileOf(video: Video, studio: Studio, inline: boolean): Promise<Json> {
	const output_format = 'mp4';
	if (!inline) {
		return { output_format, url: fileAddress(studio, video), fps: 24, audio_sample_rate: 44_100 };
	}
	const asset = await studio.media.get(video, 'video');
	const chunks: Buffer[] = [];
	for await (const chunk of asset.read(0, asset.bytes - 1)) chunks.push(chunk);
	return { output_format, b64_json: Buffer.concat(chunks).toString('base64') };
}
