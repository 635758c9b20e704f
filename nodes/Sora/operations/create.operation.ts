import { duration, readSeconds } from '../parameters/duration';
import { model, readModel } from '../parameters/model';
import { modelSettings, readModelSettings } from '../parameters/modelSettings';
import { prompt, readPrompt } from '../parameters/prompt';
import { promptDetails } from '../parameters/promptDetails';
import {
	loadReference,
	readReference,
	reference,
	referenceBytes,
	pictureOf,
} from '../parameters/reference';
import {
	pixelSize,
	readSize,
	requireImageToMatch,
	requireMatchingSize,
	size,
} from '../parameters/size';
import { unknownClip } from '../services/video';
import { renderOperation } from './renderOperation';

/** POST /videos: a clip out of a prompt, and a first image if there is one. */
export const createOperation = renderOperation({
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create video',
		description: 'Render a video from a prompt and return its file',
	},
	head: [prompt, ...reference, ...size, ...duration, model],
	details: [promptDetails, modelSettings],
	read: (context, itemIndex) => {
		const own = {
			prompt: readPrompt(context, itemIndex, true),
			reference: readReference(context, itemIndex),
			size: readSize(context, itemIndex),
			seconds: readSeconds(context, itemIndex),
			model: readModel(context, itemIndex),
			settings: readModelSettings(context, itemIndex),
		};
		requireImageToMatch(own.size, own.reference);
		return own;
	},
	uploadBytes: async (context, own, itemIndex) =>
		await referenceBytes(context, itemIndex, own.reference),
	request: async ({ context, server, stop }, own, itemIndex) => {
		const image = await loadReference(context, server, itemIndex, own.reference, stop);
		const clipSize = pixelSize(own.size, image);
		requireMatchingSize(own.model, clipSize, image);
		return {
			kind: 'create',
			prompt: own.prompt,
			model: own.model,
			seconds: own.seconds,
			size: clipSize,
			firstFrame: pictureOf(own.reference, image),
			...own.settings,
		};
	},
	// A size that is to match the image is not known before that is loaded, which its turn is for.
	clip: async (_run, own) => ({
		...unknownClip,
		prompt: own.prompt,
		model: own.model ?? null,
		seconds: own.seconds === undefined ? null : Number(own.seconds),
		size: own.size === undefined || own.size === 'matchReference' ? null : own.size.size,
	}),
});
