import { updateDisplayOptions } from 'n8n-workflow';

import { derivedRender } from '../fields/derive';
import { model } from '../fields/model';
import { prompt } from '../fields/prompt';
import { videoSource } from '../fields/videoSource';
import { deliver } from '../items/deliver';
import { startRender } from '../items/startRender';
import { buildEditRequest, readEditInput } from '../parameters/derive';
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
	async execute(run, input, itemIndex) {
		const { request, known } = await buildEditRequest(run.context, input, itemIndex);
		const video = await startRender(run, itemIndex, request, known);
		return [await deliver(run, itemIndex, video, input.delivery)];
	},
});
