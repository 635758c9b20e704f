import type { Call } from '../http/call';
import type { JsonObject } from '../http/json';
import { Refusal } from '../http/refusal';
import type { RenderRequest, Video } from '../renders/render';
import { createRequest, readPrompt, readText, unsupportedValue } from '../requests/fields';
import { readReference } from '../requests/reference';
import { servesContent } from '../routes/content';
import { listsModels } from '../routes/models';
import { createsVideo, showsVideo } from '../routes/video';
import type { Dialect, Studio } from '../studio';
import { openai, showOpenaiVideo } from './openai';

const videoModels = ['sora-2', 'sora-2-pro', 'veo3.1', 'kling-video'];
const knownFields = ['prompt', 'model', 'seconds', 'size', 'input_reference', 'seed'];

/** CometAPI: forms only, states in capitals, the video of a status wrapped in `data`. */
export const cometapi: Dialect = {
	...openai,
	name: 'cometapi',
	models: ['gpt-5', ...videoModels],
	headers: () => ({}),
	handlers: {
		create: createsVideo(readCreate, show),
		status: showsVideo((video, studio) => ({
			code: 'success',
			message: '',
			data: show(video, studio),
		})),
		content: servesContent(() => 'video'),
		models: listsModels,
	},
};

function readCreate(call: Call): RenderRequest {
	const { fields } = call;
	if (call.bodyKind !== 'multipart') {
		throw new Refusal('unsupportedType', "request Content-Type isn't multipart/form-data", {
			status: 400,
		});
	}
	const model = readText(fields, 'model') ?? 'sora-2';
	if (!videoModels.includes(model)) throw unsupportedValue('model', model, videoModels);
	return createRequest(call, knownFields, {
		prompt: readPrompt(fields),
		model,
		seconds: Number(readText(fields, 'seconds') ?? 4),
		// A ratio for some of the models.
		size: readText(fields, 'size') ?? '16:9',
		reference: readReference(call, null),
	});
}

function show(video: Video, studio: Studio): JsonObject {
	return { ...showOpenaiVideo(video, studio), status: video.status.toUpperCase() };
}
