import type { Rate } from './videoModel';

/**
 * OpenRouter's `pricing_skus` as rates. Their keys follow no schema: those that count seconds of video
 * are read, with the resolution and the sound they name (`duration_seconds_720p`, `…_with_audio`);
 * prices by clip, token or megapixel are not, since they tell nothing about a second.
 */
export function ratesOfSkus(skus: Readonly<Record<string, unknown>>): Rate[] {
	return Object.entries(skus).flatMap(([sku, price]): Rate[] => {
		const usdPerSecond = typeof price === 'string' && price.trim() !== '' ? Number(price) : price;
		if (typeof usdPerSecond !== 'number' || !(usdPerSecond >= 0)) return [];
		const key = sku.toLowerCase();
		if (!/second|duration/.test(key)) return [];
		return [{ resolution: resolutionIn(key), audio: audioIn(key), usdPerSecond }];
	});
}

function resolutionIn(key: string): string | null {
	return /(?:^|_)(\d{3,4}p|[124]k)(?:_|$)/.exec(key)?.[1] ?? null;
}

function audioIn(key: string): boolean | null {
	if (/(without|no)_(audio|sound)|silent/.test(key)) return false;
	return /audio|sound/.test(key) ? true : null;
}
