/** Kind and pixel size of an image, read from its first bytes. */
export interface ImageHead {
	type: 'image/png' | 'image/jpeg' | 'image/webp';
	width: number;
	height: number;
}

/** Reads PNG, JPEG and WebP; undefined for anything else, or when the header is cut short. */
export function readImageHead(content: Buffer): ImageHead | undefined {
	const readers = [readPng, readJpeg, readWebp];
	for (const read of readers) {
		const head = read(content);
		if (head) return head;
	}
	return undefined;
}

function readPng(content: Buffer): ImageHead | undefined {
	if (content.length < 24 || content.readUInt32BE(0) !== 0x89504e47) return undefined;
	return {
		type: 'image/png',
		width: content.readUInt32BE(16),
		height: content.readUInt32BE(20),
	};
}

function readJpeg(content: Buffer): ImageHead | undefined {
	if (content.length < 4 || content.readUInt16BE(0) !== 0xffd8) return undefined;
	for (let at = 2; at + 9 <= content.length;) {
		if (content[at] !== 0xff) return undefined;
		const marker = content[at + 1] ?? 0;
		// Fill bytes may stand before any marker.
		if (marker === 0xff) {
			at += 1;
			continue;
		}
		// SOF0 to SOF15 carry the size; C4, C8 and CC in between mean other things.
		if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
			const height = content.readUInt16BE(at + 5);
			return { type: 'image/jpeg', width: content.readUInt16BE(at + 7), height };
		}
		at += 2 + content.readUInt16BE(at + 2);
	}
	return undefined;
}

function readWebp(content: Buffer): ImageHead | undefined {
	const isWebp =
		content.length >= 30 &&
		content.toString('latin1', 0, 4) === 'RIFF' &&
		content.toString('latin1', 8, 12) === 'WEBP';
	if (!isWebp) return undefined;
	const size = webpSize(content, content.toString('latin1', 12, 16));
	return size && { type: 'image/webp', ...size };
}

function webpSize(content: Buffer, chunk: string): { width: number; height: number } | undefined {
	switch (chunk) {
		case 'VP8 ':
			return {
				width: content.readUInt16LE(26) & 0x3fff,
				height: content.readUInt16LE(28) & 0x3fff,
			};
		case 'VP8L': {
			const bits = content.readUInt32LE(21);
			return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
		}
		case 'VP8X':
			return { width: 1 + content.readUIntLE(24, 3), height: 1 + content.readUIntLE(27, 3) };
		default:
			return undefined;
	}
}
