import { z } from 'zod';

import type { Call } from '../http/call';
import type { RenderRequest, Video } from '../renders/render';
import type { Studio } from '../studio';
import { createRequest, invalid, unsupportedValue } from './fields';
import { pixelsOf } from './pixels';
import { imagesAt, readStrict } from './strictBody';

/** Models that make videos, with their price per second in US dollars. */
export const xaiVideoModels: Record<string, number> = {
	'grok-imagine-video': 0.05,
	'grok-imagine-video-1.5': 0.08,
};
const newest = 'grok-imagine-video-1.5';

const prompt = z.string().min(1);
const media = z.object({ url: z.string().min(1) }).strict();
const shared = {
	model: z.string(),
	user: z.string().optional(),
	storage_options: z
		.object({
			filename: z.string().min(1),
			expires_after: z.number().int().positive().max(2_592_000).optional(),
			public_url: z
				.union([
					z.boolean(),
					z.object({ expires_after: z.number().int().min(3_600).max(2_592_000).optional() }),
				])
				.optional(),
		})
		.strict()
		.optional(),
};

/** The bodies of @ai-sdk/xai 5.0.12 `src/xai-video-model.ts`. */
const generation = z
	.object({
		...shared,
		prompt: prompt.optional(),
		duration: z.number().int().min(1).max(15).optional(),
		aspect_ratio: z.enum(['16:9', '9:16', '1:1', '4:3', '3:4', '3:2', '2:3']).optional(),
		resolution: z.enum(['480p', '720p', '1080p']).optional(),
		generate_audio: z.boolean().optional(),
		image: media.optional(),
		last_frame: media.optional(),
		keyframes: z
			.array(z.object({ image: media, timestamp_s: z.number().positive() }).strict())
			.max(4)
			.optional(),
		reference_images: z.array(media).min(1).max(7).optional(),
		reference_audios: z
			.array(z.union([media, z.object({ voice_id: z.string() }).strict()]))
			.max(3)
			.optional(),
	})
	.strict();
const edit = z.object({ ...shared, prompt, video: media }).strict();
const extension = z
	.object({ ...shared, prompt, video: media, duration: z.number().int().min(2).max(10).optional() })
	.strict();

const known = [
	...['model', 'prompt', 'duration', 'aspect_ratio', 'resolution'],
	...['image', 'last_frame', 'reference_images', 'video'],
];
const defaultSeconds = 6;

/** A generation as xAI reads it. Throws Refusal. */
export function readXaiCreate(call: Call, _studio: Studio): RenderRequest {
	const sent = readStrict(generation, call);
	const usdPerSecond = priceOf(sent.model);
	if (sent.model !== newest) {
		if (sent.resolution === '1080p') throw needsNewest('resolution', '1080p');
		if (sent.last_frame) throw needsNewest('last_frame', 'A last frame');
		if (sent.keyframes) throw needsNewest('keyframes', 'Keyframes');
	}
	const guided = sent.reference_images ?? sent.reference_audios;
	if (guided && sent.resolution === '1080p') {
		const message = 'Reference-to-video is limited to 720p.';
		throw invalid('resolution', message, 'invalid_value');
	}
	const seconds = sent.duration ?? defaultSeconds;
	const url = (each: { url: string } | undefined) => (each ? [each.url] : []);
	return createRequest(call, known, {
		prompt: sent.prompt ?? '',
		model: sent.model,
		seconds,
		size: pixelsOf(sent.resolution ?? '480p', sent.aspect_ratio ?? '16:9'),
		reference: imagesAt(url(sent.image), 'image')[0] ?? null,
		lastFrame: imagesAt(url(sent.last_frame), 'last_frame')[0] ?? null,
		references: imagesAt(sent.reference_images?.flatMap(url) ?? [], 'reference_images'),
		costUsd: costOf(seconds, usdPerSecond),
	});
}

/** An edit: length and size stay those of the video at the address. Throws Refusal. */
export function readXaiEdit(call: Call, studio: Studio): RenderRequest {
	const sent = readStrict(edit, call);
	return derived('edit', call, sent, sourceAt(sent.video.url, studio), 0);
}

/** An extension: `duration` seconds are put at the end of the video. Throws Refusal. */
export function readXaiExtension(call: Call, studio: Studio): RenderRequest {
	const sent = readStrict(extension, call);
	const source = sourceAt(sent.video.url, studio);
	return derived('extension', call, sent, source, sent.duration ?? defaultSeconds);
}

function derived(
	kind: 'edit' | 'extension',
	call: Call,
	{ model, prompt: text }: { model: string; prompt: string },
	source: Video | undefined,
	addedSeconds: number,
): RenderRequest {
	const seconds = (source?.seconds ?? defaultSeconds) + addedSeconds;
	return createRequest(call, known, {
		kind,
		prompt: text,
		model,
		seconds,
		size: source?.size ?? pixelsOf('720p', '16:9'),
		sourceId: source?.id ?? null,
		costUsd: costOf(addedSeconds || seconds, priceOf(model)),
	});
}

/** The render whose file lies at an address; none for a file from elsewhere, which is not fetched. */
function sourceAt(address: string, studio: Studio): Video | undefined {
	const id = /\/files\/([^/]+)\.mp4/.exec(address)?.[1];
	return id === undefined ? undefined : studio.renders.find(id);
}

function priceOf(model: string): number {
	const price = xaiVideoModels[model];
	if (price !== undefined) return price;
	throw unsupportedValue('model', model, Object.keys(xaiVideoModels));
}

function costOf(seconds: number, usdPerSecond: number): number {
	return Math.round(seconds * usdPerSecond * 100) / 100;
}

function needsNewest(param: string, what: string): ReturnType<typeof invalid> {
	return invalid(param, `${what} needs the model ${newest}.`, 'invalid_value');
}
