import { z } from 'zod';

import { type OpenrouterModel, openrouterModels, usdPerSecond } from '../dialects/openrouterModels';
import type { Call } from '../http/call';
import type { Reference, RenderRequest } from '../renders/render';
import { findVideo } from '../routes/video';
import type { Studio } from '../studio';
import { createRequest, invalid, unsupportedValue } from './fields';
import { pixelsOf } from './pixels';
import { checkAmong, imagesAt, readStrict } from './strictBody';

const url = z.object({ url: z.string().min(1) }).strict();
const frame = z
	.object({
		type: z.literal('image_url'),
		image_url: url,
		frame_type: z.enum(['first_frame', 'last_frame']),
	})
	.strict();
const inputReference = z.discriminatedUnion('type', [
	z.object({ type: z.literal('image_url'), image_url: url }).strict(),
	z.object({ type: z.literal('video_url'), video_url: url }).strict(),
	z.object({ type: z.literal('audio_url'), audio_url: url }).strict(),
]);

/** The body of @openrouter/sdk 1.3.19 `models/videogenerationrequest`. */
const body = z
	.object({
		model: z.string(),
		prompt: z.string().min(1).optional(),
		duration: z.number().int().positive().optional(),
		resolution: z.enum(['360p', '480p', '720p', '768p', '1080p', '1K', '2K', '4K']).optional(),
		aspect_ratio: z
			.enum(['16:9', '9:16', '1:1', '4:3', '3:4', '3:2', '2:3', '21:9', '9:21'])
			.optional(),
		size: z
			.string()
			.regex(/^\d+x\d+$/, 'expected WIDTHxHEIGHT')
			.optional(),
		frame_images: z.array(frame).max(2).optional(),
		input_references: z.array(inputReference).optional(),
		generate_audio: z.boolean().optional(),
		seed: z.number().int().optional(),
		provider: z.object({ options: z.record(z.record(z.unknown())).optional() }).optional(),
		previous_job_id: z.string().optional(),
		callback_url: z.string().url().optional(),
		user: z.string().optional(),
		session_id: z.string().max(256).optional(),
		trace: z.record(z.unknown()).optional(),
		upscale_factor: z.number().optional(),
		creativity: z.number().int().optional(),
	})
	.strict();
type Body = z.infer<typeof body>;

/** Fields that have a meaning here; the others are kept among what came beside them. */
const known = [
	...['model', 'prompt', 'duration', 'resolution', 'aspect_ratio', 'size', 'seed'],
	...['frame_images', 'input_references', 'previous_job_id'],
];

/** A create as OpenRouter reads it, within the limits its list tells of the model. Throws Refusal. */
export function readOpenrouterCreate(call: Call, studio: Studio): RenderRequest {
	const sent = readStrict(body, call);
	const model = openrouterModels.find(({ id }) => id === sent.model);
	if (!model) {
		const models = openrouterModels.map(({ id }) => id);
		throw unsupportedValue('model', sent.model, models);
	}
	checkLimits(sent, model);
	const source = sourceOf(sent, call, studio);
	const { resolution = resolutionOf(sent), aspect_ratio: ratio = '16:9' } = sent;
	const seconds = sent.duration ?? model.supported_durations?.[0] ?? 5;
	const price = usdPerSecond(
		model,
		resolution,
		sent.generate_audio ?? model.generate_audio === true,
	);
	return createRequest(call, known, {
		kind: source === null ? 'create' : 'edit',
		sourceId: source,
		prompt: sent.prompt ?? '',
		model: model.id,
		seconds,
		size: sent.size ?? pixelsOf(resolution, ratio),
		...imagesIn(sent),
		costUsd: price === null ? null : Math.round(price * seconds * 1e6) / 1e6,
	});
}

function checkLimits(sent: Body, model: OpenrouterModel): void {
	checkAmong('duration', sent.duration, model.supported_durations);
	checkAmong('resolution', sent.resolution, model.supported_resolutions);
	checkAmong('aspect_ratio', sent.aspect_ratio, model.supported_aspect_ratios);
	checkAmong('size', sent.size, model.supported_sizes);
	for (const { frame_type: type } of sent.frame_images ?? []) {
		checkAmong('frame_images', type, model.supported_frame_images);
	}
	const lacks = (name: 'seed' | 'generate_audio' | 'upscale_factor' | 'creativity') =>
		sent[name] !== undefined && model[name] !== true;
	for (const name of ['seed', 'generate_audio', 'upscale_factor', 'creativity'] as const) {
		if (lacks(name)) {
			throw invalid(name, `Invalid '${name}': not supported by ${model.id}.`, 'unsupported');
		}
	}
	if (sent.prompt === undefined && sent.frame_images === undefined) {
		throw invalid('prompt', "Provide 'prompt' or 'frame_images'.", 'missing_required_parameter');
	}
}

/** The name of the resolution a size stands for; 720p where neither is given. */
function resolutionOf({ size }: Body): string {
	const short = Math.min(...(size ?? '1280x720').split('x').map(Number));
	return short === 2160 ? '4K' : `${short}p`;
}

function imagesIn({ frame_images: frames = [], input_references: references = [] }: Body): {
	reference: Reference | null;
	lastFrame: Reference | null;
	references: Reference[];
} {
	const framesOf = (type: string) =>
		frames.filter((each) => each.frame_type === type).map((each) => each.image_url.url);
	const images = references.flatMap((each) =>
		each.type === 'image_url' ? [each.image_url.url] : [],
	);
	return {
		reference: imagesAt(framesOf('first_frame'), 'frame_images')[0] ?? null,
		lastFrame: imagesAt(framesOf('last_frame'), 'frame_images')[0] ?? null,
		references: imagesAt(images, 'input_references'),
	};
}

/** The job an edit or extension goes on from: completed, and of the same model. */
function sourceOf({ previous_job_id: id, model }: Body, call: Call, studio: Studio): string | null {
	if (id === undefined) return null;
	const source = findVideo(call, studio, id);
	if (source.status === 'completed' && source.model === model) return id;
	throw invalid(
		'previous_job_id',
		`Invalid 'previous_job_id': expected a completed job of ${model}.`,
		'invalid_value',
	);
}
