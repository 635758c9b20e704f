import { prompt, readPrompt } from '../parameters/prompt';
import {
	loadSource,
	modelOfFile,
	readVideoSource,
	sourceBytes,
	specOfSource,
	videoSource,
} from '../parameters/videoSource';
import { renderOperation } from './renderOperation';

/** POST /videos/edits: a new clip that keeps the source's structure. */
export const editOperation = renderOperation({
	option: {
		name: 'Edit',
		value: 'edit',
		action: 'Edit video',
		description: 'Change what a prompt names in a finished video or an own file',
	},
	head: [...videoSource, prompt, ...modelOfFile],
	read: (context, itemIndex) => ({
		source: readVideoSource(context, itemIndex),
		prompt: readPrompt(context, itemIndex, false),
	}),
	uploadBytes: async (context, own, itemIndex) => await sourceBytes(context, itemIndex, own.source),
	request: async ({ context }, own, itemIndex) => ({
		kind: 'edit',
		prompt: own.prompt,
		...(await loadSource(context, itemIndex, own.source)),
	}),
	// An edit is as long as its source.
	clip: async ({ server }, { source }) => await specOfSource(server, source),
});
