import { z } from 'zod';

import type { Call } from '../http/call';
import { Refusal } from '../http/refusal';
import type { Reference, RenderRequest } from '../renders/render';
import type { Studio } from '../studio';
import { createRequest, invalid } from './fields';
import { pixelsOf } from './pixels';
import { checkAmong, imagesAt, readStrict } from './strictBody';

const frameImage = z
	.object({
		input_image: z.string().min(1),
		frame: z.union([z.number().int(), z.enum(['first', 'last'])]).optional(),
	})
	.strict();
const video = z.object({ video: z.string() }).strict();
const images = z.array(z.string().min(1));

/** The body of together-ai 0.52.0 `resources/videos.ts`, its two deprecated fields included. */
const body = z
	.object({
		model: z.string(),
		prompt: z.string().min(1).optional(),
		width: z.number().int().positive().optional(),
		height: z.number().int().positive().optional(),
		resolution: z.string().optional(),
		ratio: z.string().optional(),
		seconds: z
			.string()
			.regex(/^[1-9]\d*$/, 'expected a number of seconds as text')
			.optional(),
		fps: z.number().int().optional(),
		steps: z.number().int().optional(),
		guidance_scale: z.number().optional(),
		seed: z.number().int().optional(),
		negative_prompt: z.string().optional(),
		generate_audio: z.boolean().optional(),
		output_format: z.enum(['MP4', 'WEBM']).optional(),
		output_quality: z.number().int().optional(),
		frame_images: z.array(frameImage).optional(),
		reference_images: images.optional(),
		media: z
			.object({
				frame_images: z.array(frameImage).optional(),
				reference_images: images.optional(),
				frame_videos: z.array(video).optional(),
				reference_videos: z.array(video).optional(),
				source_video: z.union([z.string(), video]).optional(),
				audio_inputs: z
					.array(z.union([z.string(), z.object({ audio: z.string() }).strict()]))
					.optional(),
			})
			.strict()
			.optional(),
	})
	.strict();
type Body = z.infer<typeof body>;

const known = [
	...['model', 'prompt', 'width', 'height', 'resolution', 'ratio', 'seconds', 'seed'],
	...['frame_images', 'reference_images', 'media'],
];

/** Models that make videos, the lengths they make, and their price per second in US dollars. */
export const togetherVideoModels: Record<string, { seconds: number[]; usdPerSecond: number }> = {
	'minimax/hailuo-02': { seconds: [6, 10], usdPerSecond: 0.08 },
	'google/veo-3.0': { seconds: [4, 6, 8], usdPerSecond: 0.2 },
};

/** A create as Together reads it. Throws Refusal. */
export function readTogetherCreate(call: Call, _studio: Studio): RenderRequest {
	const sent = readStrict(body, call);
	const model = togetherVideoModels[sent.model];
	if (!model) {
		const message = `Unable to access model ${sent.model}. Please visit the list of models to see what is available.`;
		throw new Refusal('invalid', message, { status: 404, code: 'model_not_available' });
	}
	const seconds = sent.seconds === undefined ? (model.seconds[0] ?? 6) : Number(sent.seconds);
	checkAmong('seconds', seconds, model.seconds);
	return createRequest(call, known, {
		prompt: sent.prompt ?? '',
		model: sent.model,
		seconds,
		size: sizeOf(sent),
		...imagesIn(sent),
		costUsd: Math.round(seconds * model.usdPerSecond * 100) / 100,
	});
}

function sizeOf({ width, height, resolution = '768p', ratio = '16:9' }: Body): string {
	if ((width === undefined) !== (height === undefined)) {
		throw invalid('width', "Provide both 'width' and 'height', or neither.", 'invalid_value');
	}
	return width === undefined ? pixelsOf(resolution, ratio) : `${width}x${height}`;
}

/** A single frame without a place is the first; of two, the second is the last. */
function imagesIn(sent: Body): {
	reference: Reference | null;
	lastFrame: Reference | null;
	references: Reference[];
} {
	const frames = sent.media?.frame_images ?? sent.frame_images ?? [];
	const places = frames.map(({ frame }, index) => frame ?? (index === 0 ? 'first' : 'last'));
	const at = (place: 'first' | 'last') =>
		imagesAt(
			frames.flatMap((each, index) => (places[index] === place ? [each.input_image] : [])),
			'frame_images',
		)[0] ?? null;
	const references = sent.media?.reference_images ?? sent.reference_images ?? [];
	return {
		reference: at('first'),
		lastFrame: at('last'),
		references: imagesAt(references, 'reference_images'),
	};
}
