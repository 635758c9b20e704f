import type { ClipSpec } from '../services/video';

/** What a list price goes by. */
type Priced = Pick<ClipSpec, 'model' | 'size' | 'seconds'>;

/** By the most pixels a rate holds for; small and cheap first. */
type Rates = ReadonlyArray<[pixels: number, usd: number]>;

/**
 * USD per second of video by model and size: OpenAI's last published prices, state of 2026-09
 * (its video guide, before the service ended). Gateways that resell these models may charge more.
 */
const usdPerSecond: ReadonlyArray<{
	model: RegExp;
	rates: Rates;
}> = [
	{
		model: /^sora-2-pro(-\d{4}-\d{2}-\d{2})?$/,
		rates: [
			[1280 * 720, 0.3],
			[1792 * 1024, 0.5],
			[1920 * 1080, 0.7],
		],
	},
	{ model: /^sora-2(-\d{4}-\d{2}-\d{2})?$/, rates: [[1280 * 720, 0.1]] },
];

/**
 * The estimated price of a clip in USD; null where the model, its size or its length has no known
 * price.
 *
 * @param usdPerSecondSet the user's own price, which holds for every model
 */
export function estimateCostUsd(
	{ model, size, seconds }: Priced,
	usdPerSecondSet?: number,
): number | null {
	return costUsd(usdPerSecondSet ?? rateAt(size, ratesOf(model)), seconds);
}

/**
 * The price to reckon with before a clip is made, in USD: as estimated, and where the size is not
 * known yet that of the dearest size its model has, so that a limit never lets too much through.
 */
export function weighedCostUsd(clip: Priced, usdPerSecondSet?: number): number | null {
	if (clip.size !== null) return estimateCostUsd(clip, usdPerSecondSet);
	const dearest = ratesOf(clip.model).at(-1)?.[1];
	return costUsd(usdPerSecondSet ?? dearest, clip.seconds);
}

function costUsd(rate: number | undefined, seconds: number | null): number | null {
	return rate === undefined || seconds === null ? null : roundUsd(rate * seconds);
}

function ratesOf(model: string | null): Rates {
	return usdPerSecond.find((entry) => entry.model.test(model ?? ''))?.rates ?? [];
}

function rateAt(size: string | null, rates: Rates): number | undefined {
	const [width, height] = (size ?? '').split('x').map(Number);
	if (!width || !height) return undefined;
	return rates.find(([pixels]) => width * height <= pixels)?.[1];
}

/** To a hundredth of a cent, so that sums of many small prices stay clean. */
export function roundUsd(usd: number): number {
	return Math.round(usd * 10_000) / 10_000;
}
