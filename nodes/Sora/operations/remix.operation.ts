import { unknownClip } from '../api/video';
import { prompt } from '../parameters/prompt';
import { videoId } from '../parameters/videoId';
import { renderItem } from '../clip/renderItem';
import {
	buildRemixRequest,
	derivedRender,
	readRemixInput,
	remixedClip,
} from '../parameters/derive';
import { defineOperation } from './operation';

/** POST /videos/{id}/remix: the older form of Edit, which more servers have. */
export const remixOperation = defineOperation({
	option: {
		name: 'Remix',
		value: 'remix',
		action: 'Remix video',
		description: 'Render a finished video again with a change named in a prompt',
	},
	fields: [videoId, prompt, ...derivedRender],
	read: readRemixInput,
	renders: { versions: ({ rendering }) => rendering.versions, clip: remixedClip },
	async execute(run, input, turn) {
		const spec = { ...unknownClip, prompt: input.prompt };
		const build = async () => buildRemixRequest(input);
		return [await renderItem(run, turn, { spec, build }, input.rendering, input.delivery)];
	},
});
