/** A kind of file. */
export interface MediaType {
	mimeType: string;
	/** Without dot. */
	extension: string;
	family: 'image' | 'video' | 'text';
}

const types = {
	mp4: { mimeType: 'video/mp4', extension: 'mp4', family: 'video' },
	mov: { mimeType: 'video/quicktime', extension: 'mov', family: 'video' },
	webm: { mimeType: 'video/webm', extension: 'webm', family: 'video' },
	avi: { mimeType: 'video/x-msvideo', extension: 'avi', family: 'video' },
	mkv: { mimeType: 'video/x-matroska', extension: 'mkv', family: 'video' },
	mpeg: { mimeType: 'video/mpeg', extension: 'mpeg', family: 'video' },
	ogg: { mimeType: 'video/ogg', extension: 'ogg', family: 'video' },
	'3gpp': { mimeType: 'video/3gpp', extension: '3gpp', family: 'video' },
	webp: { mimeType: 'image/webp', extension: 'webp', family: 'image' },
	jpg: { mimeType: 'image/jpeg', extension: 'jpg', family: 'image' },
	png: { mimeType: 'image/png', extension: 'png', family: 'image' },
	gif: { mimeType: 'image/gif', extension: 'gif', family: 'image' },
	avif: { mimeType: 'image/avif', extension: 'avif', family: 'image' },
	json: { mimeType: 'application/json', extension: 'json', family: 'text' },
	html: { mimeType: 'text/html', extension: 'html', family: 'text' },
} as const satisfies Record<string, MediaType>;

/** So many first bytes are needed to judge; a first chunk from the network may be shorter. */
export const sniffedBytes = 16;

/**
 * The media type of a file by its first bytes, the only witness that cannot be mislabelled: LiteLLM
 * calls everything `video/mp4`. Undefined when they are not known.
 */
export function sniffMediaType(head: Uint8Array): MediaType | undefined {
	const text = Buffer.from(head.subarray(0, sniffedBytes)).toString('latin1');
	if (text.slice(4, 8) === 'ftyp') {
		const brand = text.slice(8, 12);
		if (brand === 'avif' || brand === 'avis') return types.avif;
		return brand === 'qt  ' ? types.mov : types.mp4;
	}
	if (text.startsWith('RIFF')) {
		if (text.slice(8, 12) === 'WEBP') return types.webp;
		return text.slice(8, 12) === 'AVI ' ? types.avi : undefined;
	}
	if (text.startsWith('\x1a\x45\xdf\xa3')) return types.webm;
	if (text.startsWith('\xff\xd8\xff')) return types.jpg;
	if (text.startsWith('\x89PNG\r\n\x1a\n')) return types.png;
	if (/^\s*[{[]/.test(text)) return types.json;
	return /^\s*<[!a-z]/i.test(text) ? types.html : undefined;
}

/**
 * The media type a label such as `video/mp4; codecs=a` names. Only types of the list above get
 * a name of their own: another one could make the file a page or a program wherever it is saved.
 * Undefined for what is neither video nor image.
 */
export function labelledMediaType(label: string): MediaType | undefined {
	const mimeType = (label.split(';')[0] ?? '').trim().toLowerCase();
	const families = ['video', 'image'] as const;
	const family = families.find((name) => mimeType.startsWith(`${name}/`));
	if (!family) return undefined;
	const known = Object.values(types).find((type) => type.mimeType === mimeType);
	return known ?? { mimeType: 'application/octet-stream', extension: 'bin', family };
}

/** Of thumbnails, spritesheets and first frames; all of them are far smaller. */
export const largestImageBytes = 50 * 1024 ** 2;

/** The files a completed render may have. */
export type Variant = 'video' | 'thumbnail' | 'spritesheet';
