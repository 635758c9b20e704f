/** Length of the shorter side, by the name of the resolution. */
const shortSides: Record<string, number> = { '1K': 1080, '2K': 1440, '4K': 2160, '4k': 2160 };

/** Pixels `WxH` of a resolution such as `720p` and a ratio such as `16:9`, both sides even. */
export function pixelsOf(resolution: string, ratio: string): string {
	const short = shortSides[resolution] ?? Number.parseInt(resolution, 10);
	const [across = 16, down = 9] = ratio.split(':').map(Number);
	const long = 2 * Math.round((short * Math.max(across, down)) / Math.min(across, down) / 2);
	return across < down ? `${short}x${long}` : `${long}x${short}`;
}
