import { derivedRender } from '../fields/derive';
import { prompt } from '../fields/prompt';
import { videoId } from '../fields/videoId';
import { deliver } from '../items/deliver';
import { startRender } from '../items/startRender';
import { buildRemixRequest, readRemixInput } from '../parameters/derive';
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
	async execute(run, input, itemIndex) {
		const { request, known } = buildRemixRequest(input);
		const video = await startRender(run, itemIndex, request, known);
		return [await deliver(run, itemIndex, video, input.delivery)];
	},
});
