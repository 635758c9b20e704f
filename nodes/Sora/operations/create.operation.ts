import { aspectRatio, readShape } from '../parameters/aspectRatio';
import { audio, readAudio } from '../parameters/audio';
import { duration, readSeconds } from '../parameters/duration';
import {
	firstFrame,
	lastFrame,
	readFirstFrame,
	readLastFrame,
	requireFramePixels,
	requireFrameToMatch,
} from '../parameters/frames';
import { model, readModel } from '../parameters/model';
import { modelSettings, readModelSettings } from '../parameters/modelSettings';
import { loadPictures, pictureBytes } from '../parameters/pictureSource';
import { prompt, readPrompt } from '../parameters/prompt';
import { promptDetails } from '../parameters/promptDetails';
import { readReferenceImages, referenceImages } from '../parameters/referenceImages';
import { readResolution, resolution } from '../parameters/resolution';
import type { NodeRun } from '../run/nodeRun';
import { offerOf } from '../services/models';
import { serviceOf } from '../services/services';
import { settle, type ClipWish } from '../services/settle';
import { renderOperation } from './renderOperation';

/** POST /videos: a clip out of a prompt, and of images if there are any. */
export const createOperation = renderOperation({
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create video',
		description: 'Render a video from a prompt and return its file',
	},
	head: [
		prompt,
		promptDetails,
		model,
		...aspectRatio,
		resolution,
		...duration,
		...firstFrame,
		...lastFrame,
		referenceImages,
		audio,
	],
	details: [modelSettings],
	read: (context, itemIndex) => {
		const shape = readShape(context, itemIndex);
		const own = {
			prompt: readPrompt(context, itemIndex, true),
			model: readModel(context, itemIndex),
			...shape,
			// Hidden for an exact size, and then whatever was chosen before.
			resolution: shape.size === undefined ? readResolution(context, itemIndex) : undefined,
			seconds: readSeconds(context, itemIndex),
			firstFrame: readFirstFrame(context, itemIndex),
			lastFrame: readLastFrame(context, itemIndex),
			referenceImages: readReferenceImages(context, itemIndex),
			audio: readAudio(context, itemIndex),
			...readModelSettings(context, itemIndex),
		};
		requireFrameToMatch(shape, own.firstFrame);
		return own;
	},
	check: async (run, own) => {
		await settled(run, own);
	},
	uploadBytes: async (context, own, itemIndex) => await pictureBytes(context, own, itemIndex),
	request: async (run, own, itemIndex) => {
		const { framePixels, ...pictures } = await loadPictures(run, own, itemIndex);
		requireFramePixels(own, framePixels);
		const { prompt: text, model: modelId, audio: sound, seed, negativePrompt, settings } = own;
		return {
			kind: 'create',
			prompt: text,
			model: modelId,
			...(await settled(run, { ...own, framePixels })),
			...pictures,
			audio: sound,
			seed,
			negativePrompt,
			settings,
		};
	},
	// A size that is to match the first frame is not known before that is loaded, which its turn is for.
	clip: async (run, own) => {
		const { seconds, size = null, resolution: name = null } = await settled(run, own);
		return {
			prompt: own.prompt,
			model: own.model ?? null,
			seconds: seconds === undefined ? null : Number(seconds),
			size,
			resolution: name,
		};
	},
});

async function settled({ server }: NodeRun, wish: ClipWish) {
	return settle(wish, serviceOf(server), await offerOf(server, wish.model));
}
