import { updateDisplayOptions } from 'n8n-workflow';

import { unknownClip } from '../api/video';
import { duration } from '../parameters/duration';
import { files } from '../parameters/files';
import { limitsOfRenders } from '../parameters/limits';
import { model } from '../parameters/model';
import { modelSettings } from '../parameters/modelSettings';
import { renderOptions } from '../parameters/options';
import { prompt } from '../parameters/prompt';
import { promptDetails } from '../parameters/promptDetails';
import { reference } from '../parameters/reference';
import { size } from '../parameters/size';
import { waitForCompletion } from '../parameters/wait';
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
