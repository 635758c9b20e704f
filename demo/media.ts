import { open } from 'node:fs/promises';

import mediaInfoFactory, { isTrackType } from 'mediainfo.js';

/** What a media file itself says. */
export interface MediaFacts {
	bytes: number;
	width: number;
	height: number;
	/** Length of a video; undefined for a picture. */
	seconds: number | undefined;
}

/**
 * Reads size and length from a file's own headers, so that they are true whatever a server claims.
 *
 * @throws when the file holds neither a video nor a picture
 */
export async function readMedia(file: string): Promise<MediaFacts> {
	const [mediaInfo, handle] = await Promise.all([
		mediaInfoFactory({ format: 'object' }),
		open(file),
	]);
	try {
		const { size: bytes } = await handle.stat();
		const { media } = await mediaInfo.analyzeData(bytes, async (length, position) => {
			const { buffer, bytesRead } = await handle.read(new Uint8Array(length), 0, length, position);
			return buffer.subarray(0, bytesRead);
		});
		const tracks = media?.track ?? [];
		const video = tracks.find((track) => isTrackType(track, 'Video'));
		const { Width: width, Height: height } =
			video ?? tracks.find((track) => isTrackType(track, 'Image')) ?? {};
		if (width === undefined || height === undefined) {
			throw new Error(`${file} is neither a video nor a picture`);
		}
		return { bytes, width, height, seconds: video?.Duration };
	} finally {
		mediaInfo.close();
		await handle.close();
	}
}
