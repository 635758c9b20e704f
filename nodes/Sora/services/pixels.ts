/** The ratios that services and users name most; a picture of any other shape is nearest to one of them. */
export const commonRatios = ['16:9', '9:16', '1:1', '4:3', '3:4', '21:9'] as const;

/** Models of open weights work on blocks of 16 pixels, and refuse or crop what lies between. */
const block = 16;

const shortSideOf4k = 2160;

/** Pixels of the short side of a resolution such as `720p` or `4k`; undefined for any other word. */
export function shortSideOf(resolution: string): number | undefined {
	if (resolution === '4k') return shortSideOf4k;
	const pixels = /^(\d+)p$/.exec(resolution)?.[1];
	return pixels === undefined ? undefined : Number(pixels);
}

/**
 * `WIDTHxHEIGHT` of an aspect ratio at a resolution: the short side by its name, the long one as the
 * nearest multiple of 16, as 848x480; undefined for a ratio or a resolution that is none.
 */
export function sizeOf(aspectRatio: string, resolution: string): string | undefined {
	const short = shortSideOf(resolution);
	const ratio = proportionOf(aspectRatio);
	if (!short || !ratio) return undefined;
	if (ratio === 1) return `${short}x${short}`;
	const long = Math.round((short * Math.max(ratio, 1 / ratio)) / block) * block;
	return ratio > 1 ? `${long}x${short}` : `${short}x${long}`;
}

/** The resolution that a `WIDTHxHEIGHT` has by its short side, e.g. `720p`; null where it is none. */
export function resolutionOf(size: string | null): string | null {
	const [width, height] = sidesOf(size ?? '');
	if (!width || !height) return null;
	const short = Math.min(width, height);
	return short === shortSideOf4k ? '4k' : `${short}p`;
}

/** Of some aspect ratios the one whose shape is nearest to a `WIDTHxHEIGHT`. */
export function nearestRatio(
	size: string,
	ratios: readonly string[] = commonRatios,
): string | undefined {
	const wanted = proportionOf(size.replace('x', ':')) ?? 1;
	// By logarithm, so that twice as wide is as far away as half as wide.
	const distance = (ratio: string) => Math.abs(Math.log((proportionOf(ratio) ?? 1) / wanted));
	return [...ratios].sort((a, b) => distance(a) - distance(b))[0];
}

/** Width by height; undefined where the text is no aspect ratio. */
function proportionOf(aspectRatio: string): number | undefined {
	const [width, height] = aspectRatio.split(':').map(Number);
	return width && height && width > 0 && height > 0 ? width / height : undefined;
}

function sidesOf(size: string): number[] {
	return /^\d+x\d+$/.test(size) ? size.split('x').map(Number) : [];
}
