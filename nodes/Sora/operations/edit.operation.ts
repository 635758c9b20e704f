import { unknownClip } from '../api/video';
import { prompt } from '../parameters/prompt';
import { modelOfFile, videoSource } from '../parameters/videoSource';
import { renderItem } from '../clip/renderItem';
import { buildEditRequest, derivedRender, editedClip, readEditInput } from '../parameters/derive';
import { defineOperation } from './operation';

/** POST /videos/edits: a new clip that keeps the source's structure. */
export const editOperation = defineOperation({
	option: {
		name: 'Edit',
		value: 'edit',
		action: 'Edit video',
		description: 'Change what a prompt names in a finished video or an own file',
	},
	fields: [...videoSource, prompt, ...modelOfFile, ...derivedRender],
	read: readEditInput,
	renders: { versions: ({ rendering }) => rendering.versions, clip: editedClip },
	async execute(run, input, turn) {
		const spec = { ...unknownClip, prompt: input.prompt };
		const build = async () => await buildEditRequest(run.context, input, turn.itemIndex);
		return [await renderItem(run, turn, { spec, build }, input.rendering, input.delivery)];
	},
});
