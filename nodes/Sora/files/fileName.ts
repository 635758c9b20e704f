import { createHash } from 'node:crypto';

/** Longest stem: with suffix and extension it stays below the 255 bytes of common file systems. */
const longestStem = 120;

/** Of a SHA-256 as hex: with 64 bits no two ids of one server meet by chance. */
const hashCharacters = 16;

/** What a command takes for an option, and what Windows takes for a device whatever follows the dot. */
const misread = /^(-|(con|prn|aux|nul|com\d|lpt\d)(\.|$))/i;

/**
 * The name of a downloaded file, `<id>.mp4`. Ids are opaque and may hold any character, so whatever
 * a file system or a cloud storage may not like becomes `_`. A long id is cut and bears a hash of
 * the whole: LiteLLM's are equal in their beginning, and after a fallback in their end too.
 */
export function fileNameOf(videoId: string, extension: string, suffix = ''): string {
	return `${stemOf(videoId)}${suffix}.${extension}`;
}

function stemOf(videoId: string): string {
	const stem = videoId
		.replace(/[^A-Za-z0-9._-]/g, '_')
		.replace(/^\.+|\.$/g, '_')
		.replace(misread, '_$&');
	if (stem.length <= longestStem) return stem || 'video';
	const hash = createHash('sha256').update(videoId).digest('hex').slice(0, hashCharacters);
	return `${stem.slice(0, longestStem - hashCharacters - 1)}_${hash}`;
}
