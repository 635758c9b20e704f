import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';

import type { Clip } from './asset';
import { captionFor } from './caption';
import type { Encoder } from './ffmpeg';

const font = require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf');
const framesPerSecond = 24;
const longestClipSeconds = 120;
const drawnFraction = 16;
const gridTiles = { columns: 4, rows: 3 };

/** Slow waves of light and colour; W, H, X and Y are pixels, T is seconds. */
const driftingColours = [
	'format=yuv444p',
	"geq=lum='84+26*sin(7.6*X/W+T*1.4)+24*sin(6.9*Y/H-T*1.1+sin(4.3*X/W))'" +
		":cb='128+30*sin(2.7*X/W+2*Y/H+T*0.6)':cr='128+30*sin(3.2*X/W-2.4*Y/H-T*0.5+2)'",
].join(',');

/** Pixels a clip is encoded with: even, as yuv420p wants them, and within what a laptop encodes. */
export function framePixels(size: string): { width: number; height: number } {
	const match = /^(\d+)x(\d+)$/.exec(size);
	const even = (text: string | undefined, fallback: number) => {
		const pixels = text === undefined ? fallback : Number(text);
		return Math.min(4096, Math.max(16, pixels - (pixels % 2)));
	};
	return { width: even(match?.[1], 1280), height: even(match?.[2], 720) };
}

function clipSeconds(clip: Clip): number {
	return Math.min(longestClipSeconds, Math.max(1, clip.seconds));
}

/** Hue of the picture and pitch of the tone: another prompt or seed looks and sounds different. */
function lookOf(clip: Clip): { hueDegrees: number; toneHertz: number } {
	const digest = createHash('sha256')
		.update(JSON.stringify([clip.prompt, clip.seed]))
		.digest();
	return {
		hueDegrees: digest.readUInt16BE(0) % 360,
		toneHertz: 220 + (digest.readUInt16BE(2) % 440),
	};
}

/** Writes an MP4 (H.264 and AAC, playable while loading) with the prompt in the picture. */
export async function writeClip(encoder: Encoder, clip: Clip, path: string): Promise<void> {
	const { width, height } = framePixels(clip.size);
	const seconds = clipSeconds(clip);
	const { hueDegrees, toneHertz } = lookOf(clip);
	const caption = captionFor(clip.prompt, clip.seconds, width, height);
	const captionPath = `${path}.txt`;
	await writeFile(captionPath, caption.text);
	// Drawn small and scaled up: smooth anyway, and quick enough to wait for.
	const small = `${even(width / drawnFraction)}x${even(height / drawnFraction)}`;
	const source = `color=c=black:s=${small}:r=${framesPerSecond}:d=${seconds}`;
	const picture = `${driftingColours},hue=h=${hueDegrees},scale=${width}:${height}:flags=bilinear,setsar=1`;
	const text = [
		`fontfile=${filterValue(font)}`,
		`textfile=${filterValue(captionPath)}`,
		'expansion=none',
		`fontsize=${caption.fontPixels}`,
		'fontcolor=white:shadowcolor=black@0.6:shadowx=2:shadowy=2',
		'line_spacing=10:x=(w-tw)/2:y=(h-th)/2',
	].join(':');
	await encoder.encode([
		...['-f', 'lavfi', '-i', source],
		...['-f', 'lavfi', '-i', `sine=f=${toneHertz}:r=44100:d=${seconds}`],
		...['-vf', `${picture},format=yuv420p,drawtext=${text}`],
		...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'],
		...['-c:a', 'aac', '-b:a', '64k', '-t', String(seconds)],
		...['-movflags', '+faststart', '-f', 'mp4', path],
	]);
}

/** Writes the frame in the middle of a clip as WebP. */
export async function writeThumbnail(
	encoder: Encoder,
	clip: Clip,
	clipPath: string,
	path: string,
): Promise<void> {
	const middle = String(clipSeconds(clip) / 2);
	const still = ['-frames:v', '1', '-c:v', 'libwebp', '-f', 'webp', path];
	await encoder.encode(['-ss', middle, '-i', clipPath, ...still]);
}

/** Writes frames spread over the whole clip as one JPEG grid. */
export async function writeSpritesheet(
	encoder: Encoder,
	clip: Clip,
	clipPath: string,
	path: string,
): Promise<void> {
	const { columns, rows } = gridTiles;
	const rate = `${columns * rows}/${clipSeconds(clip)}`;
	const { width } = framePixels(clip.size);
	const filter = `fps=${rate},scale=${Math.min(320, width)}:-2,tile=${columns}x${rows}`;
	const still = ['-frames:v', '1', '-q:v', '4', '-f', 'mjpeg', path];
	await encoder.encode(['-i', clipPath, '-vf', filter, ...still]);
}

function even(pixels: number): number {
	return Math.max(16, 2 * Math.round(pixels / 2));
}

/** Escapes a path for use as a value inside a filter description. */
function filterValue(path: string): string {
	return path.replace(/([\\:'[\],;])/g, '\\\\\\$1');
}
