import { answerJson } from '../http/answer';
import type { Call } from '../http/call';
import type { RenderRequest } from '../renders/render';
import { readRemix } from '../requests/derived';
import {
	createRequest,
	readPrompt,
	readText,
	unsupportedValue,
	wrongType,
} from '../requests/fields';
import { readReference } from '../requests/reference';
import { readVariant, servesContent } from '../routes/content';
import { listsModels } from '../routes/models';
import { createsVideo, showsVideo } from '../routes/video';
import type { Dialect } from '../studio';
import { openai, showOpenaiVideo } from './openai';

const videoModels = ['Sora-2', 'Veo-3.1', 'Kling-2.6-Pro'];
const knownFields = ['prompt', 'model', 'seconds', 'size', 'input_reference', 'seed'];

/** Poe: OpenAI's API with whole seconds in JSON, but without list and delete. */
export const poe: Dialect = {
	...openai,
	name: 'poe',
	models: ['Claude-Sonnet-5', 'GPT-5', ...videoModels],
	headers: () => ({}),
	handlers: {
		create: createsVideo(readCreate, showOpenaiVideo),
		status: showsVideo(showOpenaiVideo),
		content: servesContent(readVariant),
		remix: createsVideo(readRemix, showOpenaiVideo),
		models: listsModels,
	},
	refuse: (refusal, call) => {
		if (refusal.details.status !== 402) return openai.refuse(refusal, call);
		const { message } = refusal;
		const error = { message, type: 'insufficient_credits', code: 'insufficient_credits' };
		return answerJson({ error }, 402);
	},
};

function readCreate(call: Call): RenderRequest {
	const { fields } = call;
	const model = readText(fields, 'model') ?? 'Sora-2';
	if (!videoModels.includes(model)) throw unsupportedValue('model', model, videoModels);
	const { seconds = 8 } = fields;
	if (call.bodyKind === 'json' && !Number.isInteger(seconds)) {
		throw wrongType('seconds', seconds, 'an integer');
	}
	return createRequest(call, knownFields, {
		prompt: readPrompt(fields),
		model,
		seconds: Number(seconds),
		size: readText(fields, 'size') ?? '1280x720',
		reference: readReference(call, null),
	});
}
