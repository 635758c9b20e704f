import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

export type Variant = 'video' | 'thumbnail' | 'spritesheet';
export const variants: readonly Variant[] = ['video', 'thumbnail', 'spritesheet'];

/** MIME type of each variant (OpenAI's own choice of formats). */
export const variantTypes: Record<Variant, string> = {
	video: 'video/mp4',
	thumbnail: 'image/webp',
	spritesheet: 'image/jpeg',
};

/** A file that can be read from any byte to any byte, both inclusive. */
export interface Asset {
	type: string;
	bytes: number;
	/** Strong validator, quoted as HTTP wants it. */
	etag: string;
	read(start: number, end: number): AsyncIterable<Buffer>;
}

/** What a clip shows; two equal clips are the same file. */
export interface Clip {
	prompt: string;
	size: string;
	seconds: number;
	seed: number | null;
}

export function clipHash(clip: Clip): string {
	const parts = [clip.prompt, clip.size, clip.seconds, clip.seed];
	return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

export function assetFromBuffer(content: Buffer, type: string): Asset {
	const etag = `"${createHash('sha256').update(content).digest('hex').slice(0, 32)}"`;
	return {
		type,
		bytes: content.length,
		etag,
		async *read(start, end) {
			yield await Promise.resolve(content.subarray(start, end + 1));
		},
	};
}

export function assetFromFile(path: string, bytes: number, type: string, hash: string): Asset {
	return {
		type,
		bytes,
		etag: `"${hash}"`,
		read: (start, end) => createReadStream(path, { start, end }),
	};
}

/** Reads a whole asset and gives its SHA-256 in hex, to compare with what arrived. */
export async function sha256Of(asset: Asset): Promise<string> {
	const hash = createHash('sha256');
	for await (const chunk of asset.read(0, asset.bytes - 1)) hash.update(chunk);
	return hash.digest('hex');
}
