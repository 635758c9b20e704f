import { addedDuration, readSeconds } from '../parameters/duration';
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

/** POST /videos/extensions: the whole clip with some seconds more at its end. */
export const extendOperation = renderOperation({
	option: {
		name: 'Extend',
		value: 'extend',
		action: 'Extend video',
		description: 'Continue a finished video or an own file by some seconds',
	},
	head: [...videoSource, prompt, ...addedDuration, ...modelOfFile],
	read: (context, itemIndex) => ({
		source: readVideoSource(context, itemIndex),
		prompt: readPrompt(context, itemIndex, false),
		seconds: readSeconds(context, itemIndex),
	}),
	uploadBytes: async (context, own, itemIndex) => await sourceBytes(context, itemIndex, own.source),
	request: async ({ context }, own, itemIndex) => ({
		kind: 'extend',
		prompt: own.prompt,
		seconds: own.seconds,
		...(await loadSource(context, itemIndex, own.source)),
	}),
	// Of an extension the added seconds are paid.
	clip: async ({ server }, { source, seconds }) => ({
		...(await specOfSource(server, source)),
		seconds: seconds === undefined ? null : Number(seconds),
	}),
});
