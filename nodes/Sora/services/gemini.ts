import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { SoraError } from '../api/errors';
import { apiPath } from '../api/path';
import { promptsOnly } from './abilities';
import { identifier, text } from '../api/answerFields';
import type { ClipRequest, Picture } from './clipRequest';
import { jsonBody } from './jsonBody';
import type { Service } from './service';
import { failureSchema, videoFrom, videoOf, type Video } from './video';
import { veoModels } from './veoModels';
import type { VideoModel } from './videoModel';

/**
 * Google Gemini's Veo: a render is a long-running operation, known by its name. Wire: Google's SDK
 * (@google/genai) and n8n's own Gemini node. It tells neither progress, nor times, nor the prompt.
 */
export const gemini: Service = {
	name: 'gemini',
	title: 'Google Gemini',
	account: {
		label: 'Google Gemini',
		renders: 'Veo, by Google itself',
		keyPage: 'https://aistudio.google.com/apikey',
		keyExample: 'AIza…',
	},
	baseUrl: 'https://generativelanguage.googleapis.com/v1beta',
	hosts: ['generativelanguage.googleapis.com'],
	can: {
		...promptsOnly,
		extend: true,
		firstFrame: true,
		lastFrame: true,
		referenceImages: true,
		negativePrompt: true,
		needsModel: true,
		// A seed its SDK refuses outside of Vertex.
	},
	readsSource: true,
	requests: (request, { source }) => {
		const model = request.model ?? source?.model ?? '';
		const body = () => bodyOf(request, source);
		return [{ path: apiPath`/models/${model}` + ':predictLongRunning', encoding: 'json', body }];
	},
	videoPath: (id) => {
		if (!/^(models\/[^/]+\/)?operations\/[^/]+$/.test(id)) {
			throw new SoraError('badInput', `"${id}" is not the ID of a video of Google Gemini`, {
				advice:
					'An ID looks like models/veo-…/operations/…: give the whole of it, e.g. {{ $json.id }} after a Create.',
			});
		}
		return id
			.split('/')
			.map((part) => apiPath`/${part}`)
			.join('');
	},
	videoSchema: videoFrom(
		z.lazy(() => operationSchema),
		videoOfOperation,
	),
	// The sample's own address, at this very host, is the only place.
	filePaths: () => [],
	modelsPath: '/models?pageSize=1000',
	modelsSchema: z
		.object({ models: z.array(z.unknown()) })
		.transform(({ models }) =>
			models.flatMap((entry) => modelSchema.safeParse(entry).data ?? []).filter(isVeo),
		),
	tellsOffers: false,
	models: veoModels,
	keyPath: '/models?pageSize=1',
	keyHeader: 'x-goog-api-key',
};

const modelSchema = z
	.object({ name: z.string().min(1), displayName: text })
	.transform(({ name, displayName }): VideoModel => {
		const id = name.replace(/^models\//, '');
		return { id, title: displayName ?? undefined };
	});

function isVeo({ id }: VideoModel): boolean {
	return /\bveo\b/i.test(id);
}

function bodyOf(request: ClipRequest, source: Video | undefined): IDataObject {
	const { prompt, seconds, aspectRatio, resolution, negativePrompt } = request;
	const { firstFrame, lastFrame, referenceImages } = request;
	const [clip] = source?.files ?? [];
	const instance = jsonBody({
		prompt,
		image: firstFrame && inline(firstFrame),
		lastFrame: lastFrame && inline(lastFrame),
		referenceImages: referenceImages?.map((picture) => ({
			image: inline(picture),
			referenceType: 'ASSET',
		})),
		video: clip && 'url' in clip ? { uri: clip.url } : undefined,
	});
	const parameters = jsonBody({
		aspectRatio,
		resolution,
		durationSeconds: seconds === undefined ? undefined : Number(seconds),
		negativePrompt,
	});
	return jsonBody({ instances: [instance], parameters }, request.extra);
}

function inline(picture: Picture): IDataObject {
	if (!('upload' in picture)) return { fileUri: picture.fileId };
	const { bytes, mimeType } = picture.upload;
	return { bytesBase64Encoded: bytes.toString('base64'), mimeType };
}

const sampleSchema = z
	.object({ video: z.object({ uri: text, encodedVideo: text }).partial() })
	.transform(({ video: { uri, encodedVideo } }) =>
		uri ? [{ url: uri }] : encodedVideo ? [{ base64: encodedVideo }] : [],
	)
	.catch([]);

const operationSchema = z.object({
	name: identifier.refine((name) => name !== '', 'an operation without a name'),
	done: z.boolean().nullish().catch(null),
	error: z
		.object({ code: z.unknown(), status: text, message: z.unknown() })
		.transform(({ code, status, message }) =>
			failureSchema.parse({ code: status ?? code, message }),
		)
		.nullish()
		.catch(null),
	response: z
		.object({
			generateVideoResponse: z
				.object({
					generatedSamples: z.array(sampleSchema).nullish().catch(null),
					raiMediaFilteredReasons: z.array(z.string()).nullish().catch(null),
				})
				.nullish()
				.catch(null),
		})
		.nullish()
		.catch(null),
});

function videoOfOperation(
	{ name, done, error, response }: z.output<typeof operationSchema>,
	answer: IDataObject,
): Video {
	const model = /^models\/([^/]+)\//.exec(name)?.[1] ?? null;
	const known = { id: name, model, answer };
	if (!done) return videoOf({ ...known, status: 'in_progress', serverStatus: 'running' });
	if (error) {
		return videoOf({ ...known, status: 'failed', serverStatus: 'failed', failure: error });
	}
	const result = response?.generateVideoResponse;
	const files = (result?.generatedSamples ?? []).flat();
	if (files.length > 0) {
		return videoOf({ ...known, status: 'completed', serverStatus: 'done', files });
	}
	// Done and empty is how Veo says that its content filter has kept the clip.
	const reasons = result?.raiMediaFilteredReasons ?? [];
	const failure = {
		code: 'content_policy_violation',
		message: reasons.join(' ') || 'The content filter has kept back the clip',
	};
	return videoOf({ ...known, status: 'failed', serverStatus: 'filtered', failure });
}
