import { z } from 'zod';

import { number } from '../api/answerFields';
import { SoraError } from '../api/errors';
import { apiPath } from '../api/path';
import { promptsOnly } from './abilities';
import { sourceIdOf, type ClipRequest } from './clipRequest';
import { frameEntries, imageEntry } from './images';
import { jsonBody } from './jsonBody';
import { ratesOfSkus } from './openRouterRates';
import type { Service } from './service';
import { videoSchema } from './video';
import type { VideoModel } from './videoModel';

/** OpenRouter: many makers' models behind one key. Wire: its SDK (@openrouter/sdk 1.3.19, `videoGeneration`). */
export const openRouter: Service = {
	name: 'openRouter',
	title: 'OpenRouter',
	account: {
		label: 'OpenRouter',
		renders: 'Veo, Sora, Kling, Wan, Seedance and others behind one key',
		keyPage: 'https://openrouter.ai/settings/keys',
		keyExample: 'sk-or-v1-…',
	},
	baseUrl: 'https://openrouter.ai/api/v1',
	hosts: ['openrouter.ai'],
	can: {
		...promptsOnly,
		edit: true,
		extend: true,
		firstFrame: true,
		lastFrame: true,
		referenceImages: true,
		audio: true,
		seed: true,
		exactSize: true,
		needsModel: true,
	},
	readsSource: true,
	requests: (request, { source }) => {
		const body = () => {
			const { prompt, seconds, aspectRatio, resolution, size, audio, seed, extra } = request;
			return jsonBody(
				{
					model: modelOf(request, source?.model),
					prompt,
					duration: seconds === undefined ? undefined : Number(seconds),
					aspect_ratio: aspectRatio,
					resolution: resolution?.replace(/k$/, 'K'),
					size,
					frame_images: frameEntries(request),
					input_references: request.referenceImages?.map(imageEntry),
					generate_audio: audio,
					seed,
					previous_job_id: sourceIdOf(request),
				},
				extra,
			);
		};
		return [{ path: '/videos', encoding: 'json', body }];
	},
	videoPath: (id) => apiPath`/videos/${id}`,
	videoSchema,
	filePaths: (id, variant) =>
		variant === 'video' ? [apiPath`/videos/${id}/content` + '?index=0'] : [],
	// Its `/models` has none that makes videos, and tells nobody that a key is wrong.
	modelsPath: '/videos/models',
	modelsSchema: z
		.object({ data: z.array(z.unknown()) })
		.transform(({ data }) => data.flatMap((entry) => modelSchema.safeParse(entry).data ?? [])),
	tellsOffers: true,
	models: [],
	keyPath: '/key',
	// A key may have a limit of its own, below that of the account.
	usdLeft: (answer) => keySchema.parse(answer).data.limit_remaining,
};

/** An edit or an extension has the model of the clip it starts from. */
function modelOf({ model, extra }: ClipRequest, ofSource: string | null | undefined) {
	const known = model ?? ofSource;
	if (known || extra.some(({ key }) => key === 'model')) return known ?? undefined;
	throw new SoraError('badInput', 'OpenRouter does not tell which model has made this clip', {
		advice: 'Name it in Options → Extra Body Fields, as the field "model".',
	});
}

const keySchema = z
	.object({ data: z.object({ limit_remaining: number }) })
	.catch({ data: { limit_remaining: null } });

const texts = z.array(z.string()).nullish().catch(null);
const flag = z.boolean().nullish().catch(null);

const modelSchema = z
	.object({
		id: z.string().min(1),
		name: z.string().nullish().catch(null),
		supported_durations: z.array(z.number()).nullish().catch(null),
		supported_resolutions: texts,
		supported_aspect_ratios: texts,
		supported_frame_images: texts,
		generate_audio: flag,
		seed: flag,
		pricing_skus: z.record(z.unknown()).nullish().catch(null),
	})
	.transform((model): VideoModel => {
		const frames = model.supported_frame_images;
		return {
			id: model.id,
			title: model.name ?? undefined,
			seconds: model.supported_durations ?? undefined,
			resolutions: model.supported_resolutions?.map((name) => name.toLowerCase()),
			aspectRatios: model.supported_aspect_ratios ?? undefined,
			firstFrame: frames?.includes('first_frame'),
			lastFrame: frames?.includes('last_frame'),
			// A field that a model lacks is answered by 400: only a plain yes counts.
			audio: model.generate_audio === true,
			seed: model.seed === true,
			rates: ratesOfSkus(model.pricing_skus ?? {}),
		};
	});
