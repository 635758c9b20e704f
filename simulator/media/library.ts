import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
	type Asset,
	assetFromFile,
	type Clip,
	clipHash,
	type Variant,
	variantTypes,
} from './asset';
import { writeClip, writeSpritesheet, writeThumbnail } from './clip';
import { Encoder } from './ffmpeg';
import { syntheticVideo } from './synthetic';
import { tinyAsset } from './tiny';

/** `full` encodes every clip, `tiny` serves one small real clip for all, `bytes` makes up a file. */
export type MediaMode = 'full' | 'tiny' | { bytes: number };

/** The files of finished renders, made when first asked for and kept until `close`. */
export class MediaLibrary {
	private readonly encoder = new Encoder();
	private readonly files = new Map<string, Promise<string>>();
	private readonly making = new Set<Promise<Asset>>();
	private folder: Promise<string> | undefined;

	constructor(private readonly mode: MediaMode) {}

	/** Throws when ffmpeg fails. */
	async get(clip: Clip, variant: Variant): Promise<Asset> {
		const asset = this.make(clip, variant);
		this.making.add(asset);
		try {
			return await asset;
		} finally {
			this.making.delete(asset);
		}
	}

	/** Ends running encodes and removes every file. */
	async close(): Promise<void> {
		this.encoder.close();
		await Promise.allSettled([...this.making, ...this.files.values()]);
		if (this.folder) await rm(await this.folder, { recursive: true, force: true });
	}

	private async make(clip: Clip, variant: Variant): Promise<Asset> {
		if (this.mode === 'full') {
			const path = await this.fileOf(clip, variant);
			const { size } = await stat(path);
			return assetFromFile(path, size, variantTypes[variant], `${clipHash(clip)}-${variant}`);
		}
		if (this.mode === 'tiny' || variant !== 'video') return await tinyAsset(variant);
		return syntheticVideo(this.mode.bytes, clip);
	}

	private fileOf(clip: Clip, variant: Variant): Promise<string> {
		const name = `${clipHash(clip)}.${variant}`;
		const known = this.files.get(name);
		if (known) return known;
		const encoded = this.encode(clip, variant, name);
		this.files.set(name, encoded);
		// A failed encode is not remembered, so that asking again tries again.
		encoded.catch(() => this.files.delete(name));
		return encoded;
	}

	private async encode(clip: Clip, variant: Variant, name: string): Promise<string> {
		this.folder ??= mkdtemp(join(tmpdir(), 'videos-api-simulator-'));
		const path = join(await this.folder, name);
		if (variant === 'video') {
			await writeClip(this.encoder, clip, path);
			return path;
		}
		const clipPath = await this.fileOf(clip, 'video');
		const write = variant === 'thumbnail' ? writeThumbnail : writeSpritesheet;
		await write(this.encoder, clip, clipPath, path);
		return path;
	}
}
