import { unknownClip } from '../api/video';
import { duration } from '../parameters/duration';
import { prompt } from '../parameters/prompt';
import { modelOfFile, videoSource } from '../parameters/videoSource';
import { renderItem } from '../clip/renderItem';
import {
	buildExtendRequest,
	derivedRender,
	extendedClip,
	readExtendInput,
} from '../parameters/derive';
import { defineOperation } from './operation';

/** POST /videos/extensions: the whole clip with some seconds more at its end. */
export const extendOperation = defineOperation({
	option: {
		name: 'Extend',
		value: 'extend',
		action: 'Extend video',
		description: 'Continue a finished video or an own file by some seconds',
	},
	fields: [...videoSource, prompt, ...duration, ...modelOfFile, ...derivedRender],
	read: readExtendInput,
	renders: { versions: ({ rendering }) => rendering.versions, clip: extendedClip },
	async execute(run, input, turn) {
		const spec = { ...unknownClip, prompt: input.prompt };
		const build = async () => await buildExtendRequest(run.context, input, turn.itemIndex);
		return [await renderItem(run, turn, { spec, build }, input.rendering, input.delivery)];
	},
});
