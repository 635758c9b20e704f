import { apiPath } from '../api/path';
import { promptsOnly } from './abilities';
import type { Field } from './fields';
import { pictureUrl } from './images';
import { jsonBody } from './jsonBody';
import { modelList } from './modelList';
import type { Service } from './service';
import { videoSchema } from './video';

/** Models have another version than videos: its SDK asks for them below `/v1`. */
const modelsPath = '/../v1/models';

/** Together AI. Wire: its SDK (together-ai 0.52.0, `videos`). */
export const together: Service = {
	name: 'together',
	title: 'Together AI',
	account: {
		label: 'Together AI',
		renders: 'Wan, Hailuo, Kling, Seedance, Veo and others',
		keyPage: 'https://api.together.ai/settings/api-keys',
		keyExample: 'tgp_v1_…',
	},
	baseUrl: 'https://api.together.ai/v2',
	hosts: ['api.together.ai', 'api.together.xyz'],
	can: {
		...promptsOnly,
		firstFrame: true,
		lastFrame: true,
		referenceImages: true,
		audio: true,
		seed: true,
		negativePrompt: true,
		settings: true,
		exactSize: true,
		needsModel: true,
	},
	readsSource: false,
	requests: (request) => {
		const { prompt, model, seconds, aspectRatio, resolution, size, audio, seed } = request;
		const [width, height] = size?.split('x').map(Number) ?? [];
		const { firstFrame, lastFrame, referenceImages } = request;
		const body = () => {
			const frames = [
				...(firstFrame ? [{ input_image: pictureUrl(firstFrame), frame: 'first' }] : []),
				...(lastFrame ? [{ input_image: pictureUrl(lastFrame), frame: 'last' }] : []),
			];
			const references = referenceImages?.map(pictureUrl);
			const media = jsonBody({ frame_images: frames, reference_images: references });
			return jsonBody(
				{
					model,
					prompt,
					seconds,
					width,
					height,
					ratio: aspectRatio,
					resolution,
					generate_audio: audio,
					seed,
					negative_prompt: request.negativePrompt,
					media,
				},
				[...(request.settings ?? []).map(byTogethersName), ...request.extra],
			);
		};
		return [{ path: '/videos', encoding: 'json', body }];
	},
	videoPath: (id) => apiPath`/videos/${id}`,
	videoSchema,
	// The file lies elsewhere, where `outputs.video_url` says.
	filePaths: () => [],
	modelsPath,
	modelsSchema: modelList,
	tellsOffers: false,
	models: [],
	keyPath: modelsPath,
};

/** Of the settings of open models only the steps have another name here. */
function byTogethersName(field: Field): Field {
	return field.key === 'num_inference_steps' ? { ...field, key: 'steps' } : field;
}
