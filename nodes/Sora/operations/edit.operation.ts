import { updateDisplayOptions } from 'n8n-workflow';

import { unknownClip } from '../api/video';
import { derivedRender } from '../fields/derive';
import { model } from '../fields/model';
import { prompt } from '../fields/prompt';
import { videoSource } from '../fields/videoSource';
import { renderItem } from '../clip/renderItem';
import { buildEditRequest, editedClip, readEditInput } from '../parameters/derive';
import { defineOperation } from './operation';

/** POST /videos/edits: a new clip that keeps the source's structure. */
export const editOperation = defineOperation({
	option: {
		name: 'Edit',
		value: 'edit',
		action: 'Edit video',
		description: 'Change what a prompt names in a finished video or an own file',
	},
	fields: [
		...videoSource,
		prompt,
		...updateDisplayOptions({ show: { videoSource: ['binary'] } }, [model]),
		...derivedRender,
	],
	read: readEditInput,
	renders: { versions: ({ rendering }) => rendering.versions, clip: editedClip },
	async execute(run, input, turn) {
		const spec = { ...unknownClip, prompt: input.prompt };
		const build = async () => await buildEditRequest(run.context, input, turn.itemIndex);
		return [await renderItem(run, turn, { spec, build }, input.rendering, input.delivery)];
	},
});
