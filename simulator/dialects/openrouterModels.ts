import type { JsonObject } from '../http/json';

/** A video model as OpenRouter lists it; null where a model has no such limit or no such field. */
export interface OpenrouterModel extends JsonObject {
	id: string;
	canonical_slug: string;
	name: string;
	description: string;
	created: number;
	hugging_face_id: string | null;
	supported_durations: number[] | null;
	supported_resolutions: string[] | null;
	supported_aspect_ratios: string[] | null;
	supported_sizes: string[] | null;
	supported_frame_images: string[] | null;
	generate_audio: boolean | null;
	seed: boolean | null;
	allowed_passthrough_parameters: string[];
	/** US dollars per second of video, as text. */
	pricing_skus: Record<string, string>;
	upscale_factor: null;
	creativity: null;
}

const unlimited = {
	description: 'A simulated model.',
	created: 1_759_708_800,
	hugging_face_id: null,
	supported_durations: null,
	supported_resolutions: null,
	supported_aspect_ratios: null,
	supported_sizes: null,
	supported_frame_images: null,
	generate_audio: null,
	seed: null,
	allowed_passthrough_parameters: [],
	upscale_factor: null,
	creativity: null,
};

/** Fields as in @openrouter/sdk 1.3.19 `models/videomodel`; prices in each of the forms seen. */
export const openrouterModels: readonly OpenrouterModel[] = [
	{
		...unlimited,
		id: 'google/veo-3.1',
		canonical_slug: 'google/veo-3.1-20260115',
		name: 'Google: Veo 3.1',
		supported_durations: [4, 6, 8],
		supported_resolutions: ['720p', '1080p', '4K'],
		supported_aspect_ratios: ['16:9', '9:16'],
		supported_sizes: ['1280x720', '720x1280', '1920x1080', '1080x1920', '3840x2160', '2160x3840'],
		supported_frame_images: ['first_frame', 'last_frame'],
		generate_audio: true,
		seed: true,
		allowed_passthrough_parameters: ['negativePrompt', 'personGeneration'],
		pricing_skus: {
			duration_seconds_with_audio: '0.4',
			duration_seconds_without_audio: '0.2',
			duration_seconds_with_audio_4k: '0.6',
			duration_seconds_without_audio_4k: '0.4',
		},
	},
	{
		...unlimited,
		id: 'openai/sora-2-pro',
		canonical_slug: 'openai/sora-2-pro-20251006',
		name: 'OpenAI: Sora 2 Pro',
		supported_durations: [4, 8, 12],
		supported_resolutions: ['720p', '1080p'],
		supported_aspect_ratios: ['16:9', '9:16'],
		supported_sizes: ['1280x720', '720x1280', '1920x1080', '1080x1920'],
		supported_frame_images: ['first_frame'],
		pricing_skus: { duration_seconds_720p: '0.3', duration_seconds_1080p: '0.7' },
	},
	{
		...unlimited,
		id: 'minimax/hailuo-2.3',
		canonical_slug: 'minimax/hailuo-2.3-20251028',
		name: 'MiniMax: Hailuo 2.3',
		supported_durations: [6, 10],
		supported_resolutions: ['768p', '1080p'],
		supported_aspect_ratios: ['16:9'],
		supported_sizes: ['1366x768', '1920x1080'],
		supported_frame_images: ['first_frame'],
		generate_audio: false,
		seed: false,
		pricing_skus: { duration_seconds: '0.05' },
	},
	// A model that tells nothing: neither limits nor prices by resolution.
	{
		...unlimited,
		id: 'alibaba/wan-2.6',
		canonical_slug: 'alibaba/wan-2.6-20260110',
		name: 'Alibaba: Wan 2.6',
		pricing_skus: {},
	},
];

/** Price of a second in US dollars, by the most exact of the model's prices; null for none. */
export function usdPerSecond(
	model: OpenrouterModel,
	resolution: string,
	audio: boolean,
): number | null {
	const sound = audio ? 'with_audio' : 'without_audio';
	const size = resolution.toLowerCase();
	const endings = [`_${sound}_${size}`, `_${sound}`, `_${size}`, ''];
	const keys = endings.map((ending) => `duration_seconds${ending}`);
	const price = keys.map((key) => model.pricing_skus[key]).find((sku) => sku !== undefined);
	return price === undefined ? null : Number(price);
}
