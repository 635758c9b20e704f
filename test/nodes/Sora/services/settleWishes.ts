import { openAi } from '../../../../nodes/Sora/services/openAi';
import type { Abilities, Service } from '../../../../nodes/Sora/services/service';
import { settle, type ClipWish } from '../../../../nodes/Sora/services/settle';
import type { VideoModel } from '../../../../nodes/Sora/services/videoModel';

/** OpenAI's style of wire, with other abilities. */
export const serviceWith = (title: string, can: Partial<Abilities>): Service => ({
	...openAi,
	title,
	can: { ...openAi.can, ...can },
});

/** A service that asks by ratio and resolution. */
export const router = serviceWith('OpenRouter', {
	countsPixels: false,
	needsModel: true,
	fileId: false,
});
/** A server that asks in pixels. */
export const server = openAi;

export const kling: VideoModel = {
	id: 'kling-3',
	seconds: [10, 5],
	resolutions: ['1080p', '720p'],
	aspectRatios: ['9:16', '16:9'],
};
export const veo: VideoModel = {
	id: 'veo-3.1',
	seconds: [4, 6, 8],
	secondsAt: { '1080p': [8] },
	resolutions: ['720p', '1080p'],
	aspectRatios: ['16:9', '9:16'],
};
export const square: VideoModel = {
	id: 'square',
	aspectRatios: ['1:1', '4:5'],
	resolutions: ['2k', '1k'],
};
export const priced: VideoModel = {
	id: 'priced',
	resolutions: ['480p', '720p', '1080p'],
	rates: [
		{ resolution: '480p', audio: null, usdPerSecond: 0.2 },
		{ resolution: '720p', audio: false, usdPerSecond: 0.1 },
		{ resolution: '720p', audio: true, usdPerSecond: 0.3 },
		{ resolution: null, audio: null, usdPerSecond: 0.25 },
	],
};
export const sora: VideoModel = {
	id: 'sora-2',
	seconds: [4, 8, 12],
	resolutions: ['720p'],
	aspectRatios: ['16:9', '9:16'],
	sizes: ['1280x720', '720x1280'],
};
export const frame = { firstFrame: {} };

/** A clip that is wanted of a service and of its model. */
export interface Row {
	name: string;
	service?: Service;
	model?: VideoModel;
	wish: ClipWish;
}

/** What comes of it. */
export const settled = ({ service = router, model, wish }: Row) =>
	settle({ ...(model ? { model: model.id } : {}), ...wish }, service, model);
