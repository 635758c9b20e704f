import type { JsonObject } from '../../simulator/http/json';
import { type ClipImage, type ClipName, clipNames, clipsOf, type Service } from './clips';

const prompt = 'A paper boat on a pond';

const dataUrl = ({ mimeType, base64 }: ClipImage) => `data:${mimeType};base64,${base64}`;
const bytes = ({ mimeType, base64 }: ClipImage) => ({ bytesBase64Encoded: base64, mimeType });

/** What each SDK sends, by its version in package.json. */
export const bodies: Array<{ service: Service; clip: ClipName; body: JsonObject }> = [
	...row('openai', { prompt, model: 'sora-2', seconds: '8', size: '1280x720' }, () => ({
		// The image is a file beside the fields, not a field.
		'text only': {},
		'first frame': {},
		options: { size: '720x1280' },
	})),
	...row(
		'openrouter',
		{ prompt, model: 'google/veo-3.1', duration: 8, resolution: '720p', aspect_ratio: '16:9' },
		({ first, last, guide }) => {
			const frame = (frame_type: string, image: ClipImage) => {
				return { type: 'image_url', image_url: { url: dataUrl(image) }, frame_type };
			};
			const firstFrame = frame('first_frame', first);
			return {
				'text only': {},
				'first frame': { frame_images: [firstFrame] },
				'last frame': { frame_images: [firstFrame, frame('last_frame', last)] },
				references: {
					input_references: [{ type: 'image_url', image_url: { url: dataUrl(guide) } }],
				},
				options: { resolution: '1080p', aspect_ratio: '9:16', seed: 7, generate_audio: false },
			};
		},
	),
	...row('gemini', {}, ({ first, last, guide }) => {
		const usual = { aspectRatio: '16:9', resolution: '720p', durationSeconds: 8 };
		const body = (instance: JsonObject, parameters: JsonObject = {}) => {
			return { instances: [{ prompt, ...instance }], parameters: { ...usual, ...parameters } };
		};
		return {
			'text only': body({}),
			'first frame': body({ image: bytes(first) }),
			'last frame': body({ image: bytes(first), lastFrame: bytes(last) }),
			references: body({ referenceImages: [{ image: bytes(guide), referenceType: 'ASSET' }] }),
			options: body({}, { aspectRatio: '9:16', resolution: '1080p', negativePrompt: 'rain' }),
		};
	}),
	...row(
		'xai',
		{
			...{ prompt, model: 'grok-imagine-video-1.5', duration: 5 },
			...{ resolution: '720p', aspect_ratio: '16:9' },
		},
		({ first, last, guide }) => ({
			'text only': {},
			'first frame': { image: { url: dataUrl(first) } },
			'last frame': { image: { url: dataUrl(first) }, last_frame: { url: dataUrl(last) } },
			references: { reference_images: [{ url: dataUrl(guide) }] },
			options: { resolution: '1080p', aspect_ratio: '9:16', generate_audio: false },
		}),
	),
	...row(
		'together',
		{ prompt, model: 'minimax/hailuo-02', seconds: '6', resolution: '768p', ratio: '16:9' },
		({ first, last, guide }) => {
			const firstFrame = { input_image: dataUrl(first), frame: 'first' };
			const lastFrame = { input_image: dataUrl(last), frame: 'last' };
			return {
				'text only': {},
				'first frame': { media: { frame_images: [firstFrame] } },
				'last frame': { media: { frame_images: [firstFrame, lastFrame] } },
				references: { media: { reference_images: [dataUrl(guide)] } },
				options: { seed: 7, negative_prompt: 'rain', generate_audio: false },
			};
		},
	),
];

interface Images {
	first: ClipImage;
	last: ClipImage;
	guide: ClipImage;
}

/** One row per clip: the fields of all of them, and those of the one. */
function row(
	service: Service,
	shared: JsonObject,
	ownOf: (images: Images) => Partial<Record<ClipName, JsonObject>>,
): typeof bodies {
	const clips = clipsOf(service);
	const none = { mimeType: '', base64: '' };
	const own = ownOf({
		first: clips['first frame']?.firstFrame ?? none,
		last: clips['last frame']?.lastFrame ?? none,
		guide: clips.references?.references?.[0] ?? none,
	});
	return clipNames(service).map((clip) => ({ service, clip, body: { ...shared, ...own[clip] } }));
}
