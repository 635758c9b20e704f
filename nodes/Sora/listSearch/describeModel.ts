import type { VideoModel } from '../services/videoModel';

/** A model as one line of a list, e.g. `Veo 3.1 Fast · 4–8 s · 720p, 1080p · from $0.10/s`. */
export function describeModel(model: VideoModel): string {
	const parts = [model.title ?? model.id, lengths(model), resolutions(model), price(model)];
	return parts.filter((part) => part !== undefined).join(' · ');
}

function lengths({ seconds = [] }: VideoModel): string | undefined {
	if (seconds.length === 0) return undefined;
	const [shortest, longest] = [Math.min(...seconds), Math.max(...seconds)];
	return shortest === longest ? `${shortest} s` : `${shortest}–${longest} s`;
}

function resolutions({ resolutions: names = [] }: VideoModel): string | undefined {
	return names.length > 0 ? names.map((name) => name.replace(/k$/, 'K')).join(', ') : undefined;
}

function price({ rates = [] }: VideoModel): string | undefined {
	if (rates.length === 0) return undefined;
	const usd = rates.map(({ usdPerSecond }) => usdPerSecond);
	const [lowest, highest] = [Math.min(...usd), Math.max(...usd)];
	return `${lowest === highest ? 'about' : 'from'} $${dollarsOf(lowest)}/s`;
}

/** At least cents; more digits where they count. */
function dollarsOf(usd: number): string {
	return usd.toFixed(Math.abs(usd * 100 - Math.round(usd * 100)) > 1e-9 ? 3 : 2);
}
