import type { VideoModel } from './videoModel';

/** What Google's Veo models offer, cheapest first. */
export const veoModels: readonly VideoModel[] = [
	veo('veo-3.1-lite-generate-preview', ['720p', '1080p']),
	veo('veo-3.1-fast-generate-preview', ['720p', '1080p', '4k']),
	veo('veo-3.1-generate-preview', ['720p', '1080p', '4k']),
];

/** The limits of Veo 3.1, which its list of models does not tell. */
function veo(id: string, resolutions: string[]): VideoModel {
	const longOnes = Object.fromEntries(
		resolutions.filter((name) => name !== '720p').map((name) => [name, [8]]),
	);
	return {
		id,
		seconds: [4, 6, 8],
		secondsAt: longOnes,
		secondsWithReferences: [8],
		resolutions,
		aspectRatios: ['16:9', '9:16'],
		firstFrame: true,
		lastFrame: true,
		referenceImages: true,
		audio: false,
		seed: false,
	};
}
