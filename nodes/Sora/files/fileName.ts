/** Longest stem: with suffix and extension it stays below the 255 bytes of common file systems. */
const longestStem = 120;

/**
 * The name of a downloaded file, `<id>.mp4`. Ids are opaque and may hold any character (LiteLLM's
 * are long base64), so whatever a file system or a cloud storage may not like becomes `_`; of a very
 * long id the end is kept, since that is the part that differs.
 */
export function fileNameOf(videoId: string, extension: string, suffix = ''): string {
	const stem = videoId
		.replace(/[^A-Za-z0-9._-]/g, '_')
		.slice(-longestStem)
		.replace(/^\.+/, '_');
	return `${stem || 'video'}${suffix}.${extension}`;
}
