import { z } from 'zod';

import type { Call } from '../http/call';
import type { JsonObject } from '../http/json';
import type { RenderRequest, Video } from '../renders/render';
import { createRequest, unsupportedValue } from '../requests/fields';
import { readReference } from '../requests/reference';
import { readStrict } from '../requests/strictBody';
import { servesContent } from '../routes/content';
import { listsWithCursors } from '../routes/list';
import { listsModels } from '../routes/models';
import { createsVideo, showsVideo } from '../routes/video';
import type { Dialect, Studio } from '../studio';
import { openai, showOpenaiVideo } from './openai';

const videoModels = ['minimax/hailuo-2.3', 'openai/sora-2', 'google/veo-3.1'];
const usdPerSecond = 0.1;

const body = z
	.object({
		model: z.string(),
		prompt: z.string().min(1),
		seconds: z.number().positive().optional(),
		size: z.enum(['768P', '1080P']).optional(),
		input_reference: z.unknown(),
	})
	.strict();
const knownFields = Object.keys(body.shape);

/** Merge Gateway: JSON only, 202, seconds as a number, sizes by their name, the cost in the answer. */
export const merge: Dialect = {
	...openai,
	name: 'merge',
	models: ['openai/gpt-5', ...videoModels],
	headers: () => ({}),
	handlers: {
		create: createsVideo(readCreate, show, 202),
		list: listsWithCursors(show),
		status: showsVideo(show),
		content: servesContent(() => 'video'),
		models: listsModels,
	},
};

function readCreate(call: Call): RenderRequest {
	const { model, prompt, seconds = 6, size = '768P' } = readStrict(body, call);
	if (!videoModels.includes(model)) throw unsupportedValue('model', model, videoModels);
	const reference = readReference(call, null);
	const costUsd = Math.round(seconds * usdPerSecond * 100) / 100;
	return createRequest(call, knownFields, { prompt, model, seconds, size, reference, costUsd });
}

function show(video: Video, studio: Studio): JsonObject {
	const shown = { ...showOpenaiVideo(video, studio), seconds: video.seconds };
	return video.status === 'completed' ? { ...shown, cost: video.costUsd } : shown;
}
