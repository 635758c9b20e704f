import { updateDisplayOptions } from 'n8n-workflow';

import { derivedRender } from '../fields/derive';
import { duration } from '../fields/duration';
import { model } from '../fields/model';
import { prompt } from '../fields/prompt';
import { videoSource } from '../fields/videoSource';
import { deliver } from '../items/deliver';
import { startRender } from '../items/startRender';
import { buildExtendRequest, readExtendInput } from '../parameters/derive';
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
	async execute(run, input, itemIndex) {
		const { request, known } = await buildExtendRequest(run.context, input, itemIndex);
		const video = await startRender(run, itemIndex, request, known);
		return [await deliver(run, itemIndex, video, input.delivery)];
	},
});
