import { updateDisplayOptions } from 'n8n-workflow';

import { unknownClip } from '../api/video';
import { duration } from '../fields/duration';
import { files } from '../fields/files';
import { limitsOfRenders } from '../fields/limits';
import { model } from '../fields/model';
import { modelSettings } from '../fields/modelSettings';
import { renderOptions } from '../fields/options';
import { prompt } from '../fields/prompt';
import { promptDetails } from '../fields/promptDetails';
import { reference } from '../fields/reference';
import { size } from '../fields/size';
import { waitForCompletion } from '../fields/wait';
import { renderItem } from '../clip/renderItem';
import { buildCreateRequest, createdClip, readCreateInput } from '../parameters/create';
import { defineOperation } from './operation';

/** POST /videos: a clip out of a prompt, and a first image if there is one. */
export const createOperation = defineOperation({
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create video',
		description: 'Render a video from a prompt and return its file',
	},
	fields: [
		prompt,
		...reference,
		...size,
		...duration,
		model,
		waitForCompletion,
		...updateDisplayOptions({ show: { waitForCompletion: [true] } }, files),
		promptDetails,
		modelSettings,
		limitsOfRenders,
		renderOptions,
	],
	read: readCreateInput,
	renders: { versions: ({ rendering }) => rendering.versions, clip: createdClip },
	async execute(run, input, turn) {
		const spec = { ...unknownClip, prompt: input.prompt };
		const build = async () => await buildCreateRequest(run, input, turn.itemIndex);
		return [await renderItem(run, turn, { spec, build }, input.rendering, input.delivery)];
	},
});
