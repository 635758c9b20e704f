import { resolutionOf } from '../services/pixels';
import type { ClipSpec } from '../services/video';
import type { Rate } from '../services/videoModel';
import { listPricesOf, pricesAt } from './listPrices';

/** No clip is longer than a day: a server that says so counts otherwise. */
const longestSeconds = 86_400;

/** What a price goes by. */
export type PricedClip = Pick<ClipSpec, 'model' | 'size' | 'resolution' | 'seconds'>;

/** Where prices come from beside the list: what the user has set, and what the service itself tells. */
export interface PriceSources {
	/** USD per second, the user's own price, which holds for every model. */
	ownRate?: number | undefined;
	/** Of the model, by its service; undefined where it tells none. */
	rates?: readonly Rate[] | undefined;
}

/**
 * The estimated price of a clip in USD; null where the model, its resolution or its length has no
 * known price.
 */
export function estimateCostUsd(clip: PricedClip, sources: PriceSources = {}): number | null {
	const fitting = fittingRates(clip, sources);
	const isOne = new Set(fitting).size === 1;
	return isOne || resolutionIn(clip) !== null ? dearest(fitting, clip) : null;
}

/**
 * The price to reckon with before a clip is made, in USD: as estimated, and where the resolution is
 * not known yet the dearest its model has, so that a limit never lets too much through.
 */
export function weighedCostUsd(clip: PricedClip, sources: PriceSources = {}): number | null {
	return dearest(fittingRates(clip, sources), clip);
}

/** USD per second that may hold for a clip: the user's word, else the service's, else the list's. */
function fittingRates(clip: PricedClip, { ownRate, rates = [] }: PriceSources): number[] {
	if (ownRate !== undefined) return [ownRate];
	const resolution = resolutionIn(clip);
	if (rates.length > 0) {
		return rates
			.filter((rate) => !resolution || !rate.resolution || rate.resolution === resolution)
			.map(({ usdPerSecond }) => usdPerSecond);
	}
	const prices = listPricesOf(clip.model ?? '');
	return prices ? pricesAt(prices, resolution) : [];
}

function resolutionIn({ size, resolution }: PricedClip): string | null {
	return size === null ? resolution : resolutionOf(size);
}

function dearest(usdPerSecond: readonly number[], { seconds }: PricedClip): number | null {
	const isLength = seconds !== null && seconds > 0 && seconds <= longestSeconds;
	if (usdPerSecond.length === 0 || !isLength) return null;
	return roundUsd(Math.max(...usdPerSecond) * seconds);
}

/** To a hundredth of a cent, so that sums of many small prices stay clean. */
export function roundUsd(usd: number): number {
	return Math.round(usd * 10_000) / 10_000;
}
