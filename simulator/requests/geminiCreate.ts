import { z } from 'zod';

import type { Call } from '../http/call';
import { Refusal } from '../http/refusal';
import type { Reference, RenderRequest } from '../renders/render';
import type { Studio } from '../studio';
import { createRequest, invalid } from './fields';
import { pixelsOf } from './pixels';
import { imagesAt, readStrict } from './strictBody';

/** Veo's models with their price per second in US dollars. */
export const veoModels: Record<string, number> = {
	'veo-3.1-generate-preview': 0.4,
	'veo-3.1-fast-generate-preview': 0.15,
	'veo-3.1-lite-generate-preview': 0.05,
};

const image = z.object({ bytesBase64Encoded: z.string().min(1), mimeType: z.string() }).strict();
type Image = z.infer<typeof image>;

/**
 * The body of @google/genai 2.32.0 `generateVideosConfigToMldev` and `generateVideosSourceToMldev`,
 * which throws for `seed`, `generateAudio` and `fps`: those are Vertex AI's.
 */
const body = z
	.object({
		instances: z
			.array(
				z
					.object({
						prompt: z.string().min(1).optional(),
						image: image.optional(),
						lastFrame: image.optional(),
						referenceImages: z
							.array(z.object({ image, referenceType: z.enum(['asset', 'ASSET']) }).strict())
							.max(3)
							.optional(),
						video: z
							.object({
								uri: z.string().optional(),
								encodedVideo: z.string().optional(),
								encoding: z.string().optional(),
							})
							.strict()
							.optional(),
					})
					.strict(),
			)
			.length(1),
		parameters: z
			.object({
				aspectRatio: z.enum(['16:9', '9:16']).optional(),
				resolution: z.enum(['720p', '1080p', '4k']).optional(),
				durationSeconds: z
					.number()
					.refine((seconds) => [4, 6, 8].includes(seconds), 'expected 4, 6 or 8')
					.optional(),
				negativePrompt: z.string().optional(),
				personGeneration: z.enum(['allow_all', 'allow_adult', 'dont_allow']).optional(),
				sampleCount: z.literal(1).optional(),
				enhancePrompt: z.boolean().optional(),
			})
			.strict()
			.optional(),
		webhookConfig: z
			.object({
				uris: z.array(z.string()).optional(),
				userMetadata: z.record(z.unknown()).optional(),
			})
			.strict()
			.optional(),
	})
	.strict();
type Body = z.infer<typeof body>;

const known = ['instances'];
const longestSeconds = 8;

/** A create as Veo reads it at the Gemini API. Throws Refusal. */
export function readGeminiCreate(call: Call, studio: Studio): RenderRequest {
	const model = modelOf(call);
	const { instances, parameters = {} } = readStrict(body, call);
	const [instance = {}] = instances;
	const {
		resolution = '720p',
		aspectRatio = '16:9',
		durationSeconds = longestSeconds,
	} = parameters;
	checkLength(instance, resolution, durationSeconds);
	if (instance.prompt === undefined && instance.image === undefined) {
		throw invalid('prompt', 'The request needs a prompt or an image.', null);
	}
	const source = sourceOf(instance.video, studio);
	return createRequest(call, known, {
		kind: instance.video === undefined ? 'create' : 'extension',
		sourceId: source,
		prompt: instance.prompt ?? '',
		model,
		seconds: durationSeconds,
		size: pixelsOf(resolution, aspectRatio),
		reference: imageOf(instance.image, 'image'),
		lastFrame: imageOf(instance.lastFrame, 'lastFrame'),
		references: (instance.referenceImages ?? []).flatMap((each) =>
			imagesAt([dataUrl(each.image)], 'referenceImages'),
		),
	});
}

/** The model in the path `/models/{model}:predictLongRunning`. Throws Refusal. */
function modelOf(call: Call): string {
	const [, model = '', method = ''] =
		/\/models\/([^/:]+):(\w+)$/.exec(decodeURIComponent(call.path)) ?? [];
	if (method === 'predictLongRunning' && model in veoModels) return model;
	const message = `models/${model} is not found for API version v1beta, or is not supported for ${method}. Call ListModels to see the list of available models and their supported methods.`;
	throw new Refusal('notFound', message);
}

function checkLength(
	instance: Body['instances'][number],
	resolution: string,
	seconds: number,
): void {
	const needsAll = [
		...(resolution === '720p' ? [] : [`a resolution of ${resolution}`]),
		...(instance.referenceImages === undefined ? [] : ['reference images']),
		...(instance.video === undefined ? [] : ['an extension']),
	];
	if (needsAll.length === 0 || seconds === longestSeconds) return;
	const message = `\`durationSeconds\` must be ${longestSeconds} with ${needsAll.join(' and ')}, but is ${seconds}.`;
	throw invalid('parameters.durationSeconds', message, null);
}

function imageOf(sent: Image | undefined, param: string): Reference | null {
	return sent === undefined ? null : (imagesAt([dataUrl(sent)], param)[0] ?? null);
}

function dataUrl({ bytesBase64Encoded, mimeType }: Image): string {
	return `data:${mimeType};base64,${bytesBase64Encoded}`;
}

/** The render whose file an extension goes on from; none for an upload. Throws Refusal. */
function sourceOf(video: Body['instances'][number]['video'], studio: Studio): string | null {
	if (video?.uri === undefined) return null;
	const id = /files\/([a-z0-9]+)/.exec(video.uri)?.[1] ?? '';
	if (studio.renders.find(id)?.status === 'completed') return id;
	throw invalid('video.uri', 'The video must be one Veo has made in the last two days.', null);
}
