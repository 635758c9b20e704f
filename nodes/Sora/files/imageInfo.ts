import { sniffMediaType } from './mediaType';

/** What a still image says about itself. */
export interface ImageInfo {
	mimeType: 'image/jpeg' | 'image/png' | 'image/webp';
	/** Pixels; null when the header is damaged. */
	width: number | null;
	height: number | null;
}

type Size = [width: number, height: number] | undefined;

/**
 * Type and pixel size of a JPEG, PNG or WebP file from its own bytes; undefined for anything else.
 */
export function readImageInfo(bytes: Buffer): ImageInfo | undefined {
	const mimeType = sniffMediaType(bytes)?.mimeType;
	if (mimeType !== 'image/jpeg' && mimeType !== 'image/png' && mimeType !== 'image/webp') {
		return undefined;
	}
	const read = { 'image/jpeg': jpegSize, 'image/png': pngSize, 'image/webp': webpSize };
	const [width, height] = read[mimeType](bytes) ?? [null, null];
	return { mimeType, width, height };
}

/** PNG specification, chunk IHDR: always first, two 32-bit numbers. */
function pngSize(bytes: Buffer): Size {
	return bytes.length < 24 ? undefined : [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

/** JPEG (ITU T.81): the start-of-frame segment, found by stepping over the segments before it. */
function jpegSize(bytes: Buffer): Size {
	for (let at = 2; at + 9 <= bytes.length;) {
		if (bytes[at] !== 0xff) return undefined;
		const marker = bytes[at + 1] ?? 0;
		if (marker === 0xff) {
			at += 1;
			continue;
		}
		const standsAlone = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
		// SOF0 to SOF15, less the three codes in between that mean tables.
		const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
		if (isFrame) return [bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5)];
		at += standsAlone ? 2 : 2 + bytes.readUInt16BE(at + 2);
	}
	return undefined;
}

/** WebP container: lossy (VP8), lossless (VP8L) and extended (VP8X) keep the size in different places. */
function webpSize(bytes: Buffer): Size {
	if (bytes.length < 30) return bytes.length >= 25 ? losslessSize(bytes) : undefined;
	switch (bytes.toString('latin1', 12, 16)) {
		case 'VP8 ':
			return [bytes.readUInt16LE(26) & 0x3fff, bytes.readUInt16LE(28) & 0x3fff];
		case 'VP8X':
			return [bytes.readUIntLE(24, 3) + 1, bytes.readUIntLE(27, 3) + 1];
		default:
			return losslessSize(bytes);
	}
}

function losslessSize(bytes: Buffer): Size {
	if (bytes.toString('latin1', 12, 16) !== 'VP8L') return undefined;
	const bits = bytes.readUInt32LE(21);
	return [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1];
}
