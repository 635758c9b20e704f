import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Asset, assetFromBuffer, type Variant, variantTypes } from './asset';
import { Encoder } from './ffmpeg';

// Shared by all simulators of a process, since a test file may start dozens of them; with an
// encoder of its own, so that one simulator's close does not end what another one waits for.
const encoder = new Encoder();
let shared: Promise<Record<Variant, Asset>> | undefined;

/** One real clip of 64 × 64 pixels and one second, its thumbnail and its spritesheet. */
export async function tinyAsset(variant: Variant): Promise<Asset> {
	shared ??= makeTinyAssets().catch((error: unknown) => {
		shared = undefined;
		throw error;
	});
	return (await shared)[variant];
}

async function makeTinyAssets(): Promise<Record<Variant, Asset>> {
	const folder = await mkdtemp(join(tmpdir(), 'videos-api-simulator-tiny-'));
	try {
		const video = join(folder, 'clip.mp4');
		const thumbnail = join(folder, 'frame.webp');
		const spritesheet = join(folder, 'grid.jpg');
		await encoder.encode([
			...['-f', 'lavfi', '-i', 'testsrc2=s=64x64:r=12:d=1'],
			...['-f', 'lavfi', '-i', 'sine=f=440:r=44100:d=1'],
			...['-map', '0:v', '-map', '1:a', '-c:v', 'libx264', '-preset', 'ultrafast'],
			...['-pix_fmt', 'yuv420p', '-c:a', 'aac', '-b:a', '32k', '-t', '1'],
			...['-movflags', '+faststart', video],
			...['-map', '0:v', '-frames:v', '1', '-c:v', 'libwebp', thumbnail],
			...['-map', '0:v', '-vf', 'fps=4,tile=2x2', '-frames:v', '1', spritesheet],
		]);
		return {
			video: assetFromBuffer(await readFile(video), variantTypes.video),
			thumbnail: assetFromBuffer(await readFile(thumbnail), variantTypes.thumbnail),
			spritesheet: assetFromBuffer(await readFile(spritesheet), variantTypes.spritesheet),
		};
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
