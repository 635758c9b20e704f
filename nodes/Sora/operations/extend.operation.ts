import { updateDisplayOptions } from 'n8n-workflow';

import { unknownClip } from '../api/video';
import { derivedRender } from '../fields/derive';
import { duration } from '../fields/duration';
import { model } from '../fields/model';
import { prompt } from '../fields/prompt';
import { videoSource } from '../fields/videoSource';
import { renderItem } from '../clip/renderItem';
import { buildExtendRequest, extendedClip, readExtendInput } from '../parameters/derive';
import { defineOperation } from './operation';

/** POST /videos/extensions: the whole clip with some seconds more at its end. */
export const extendOperation = defineOperation({
	option: {
		name: 'Extend',
		value: 'extend',
		action: 'Extend video',
		description: 'Continue a finished video or an own file by some seconds',
	},
	fields: [
		...videoSource,
		prompt,
		...duration,
		...updateDisplayOptions({ show: { videoSource: ['binary'] } }, [model]),
		...derivedRender,
	],
	read: readExtendInput,
	renders: { versions: ({ rendering }) => rendering.versions, clip: extendedClip },
	async execute(run, input, turn) {
		const spec = { ...unknownClip, prompt: input.prompt };
		const build = async () => await buildExtendRequest(run.context, input, turn.itemIndex);
		return [await renderItem(run, turn, { spec, build }, input.rendering, input.delivery)];
	},
});
