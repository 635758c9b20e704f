/**
 * USD per second of video by model and size: OpenAI's last published prices, state of 2026-09
 * (its video guide, before the service ended). Gateways that resell these models may charge more.
 */
const usdPerSecond: ReadonlyArray<{
	model: RegExp;
	rates: ReadonlyArray<[pixels: number, usd: number]>;
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

/** What the price of a clip depends on. */
export interface PricedClip {
	model: string | null;
	/** `WIDTHxHEIGHT` */
	size: string | null;
	seconds: number | null;
}

/**
 * The estimated price of a clip in USD, rounded to the cent; null where the model, its size or its
 * length has no known price.
 */
export function estimateCostUsd({ model, size, seconds }: PricedClip): number | null {
	const rates = usdPerSecond.find((entry) => entry.model.test(model ?? ''))?.rates;
	const [width, height] = (size ?? '').split('x').map(Number);
	if (!rates || seconds === null || !width || !height) return null;
	const rate = rates.find(([pixels]) => width * height <= pixels)?.[1];
	return rate === undefined ? null : Math.round(rate * seconds * 100) / 100;
}
