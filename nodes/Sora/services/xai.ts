import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { SoraError } from '../api/errors';
import { apiPath } from '../api/path';
import { promptsOnly } from './abilities';
import { identifier, number, percent, text } from '../api/answerFields';
import { sourceIdOf, type ClipRequest } from './clipRequest';
import { pictureUrl } from './images';
import { jsonBody } from './jsonBody';
import { modelList } from './modelList';
import type { Service } from './service';
import { renderStatus } from './status';
import { failureSchema, videoFrom, videoOf, type Video } from './video';
import type { VideoModel } from './videoModel';

/** xAI's Grok Imagine. Wire: @ai-sdk/xai 5.0.12. Its answers bear no id but that of the create. */
export const xai: Service = {
	name: 'xai',
	title: 'xAI',
	account: {
		label: 'xAI',
		renders: 'Grok Imagine',
		keyPage: 'https://console.x.ai/team/default/api-keys',
		keyExample: 'xai-…',
	},
	baseUrl: 'https://api.x.ai/v1',
	hosts: ['api.x.ai'],
	can: {
		...promptsOnly,
		edit: true,
		extend: true,
		firstFrame: true,
		lastFrame: true,
		referenceImages: true,
		audio: true,
		needsModel: true,
	},
	readsSource: true,
	requests: (request, { source }) => [
		{ path: paths[request.kind], encoding: 'json', body: () => bodyOf(request, source) },
	],
	videoPath: (id) => apiPath`/videos/${id}`,
	videoSchema: videoFrom(
		z.lazy(() => answerSchema),
		videoOfAnswer,
	),
	// The file lies elsewhere, where `video.url` says.
	filePaths: () => [],
	modelsPath: '/models',
	modelsSchema: modelList.transform((models) =>
		models.filter(({ id }) => /imagine-video/.test(id)),
	),
	tellsOffers: false,
	models: [
		grok('grok-imagine-video', ['480p', '720p'], false),
		grok('grok-imagine-video-1.5', ['480p', '720p', '1080p'], true),
		grok('grok-imagine-video-1.5-lite', ['480p', '720p', '1080p'], false),
	],
	keyPath: '/models',
};

const paths: Record<ClipRequest['kind'], string> = {
	create: '/videos/generations',
	edit: '/videos/edits',
	extend: '/videos/extensions',
	remix: '/videos/edits',
};

function grok(id: string, resolutions: string[], lastFrame: boolean): VideoModel {
	return {
		id,
		seconds: Array.from({ length: 15 }, (_none, index) => index + 1),
		resolutions,
		aspectRatios: ['16:9', '9:16', '1:1', '4:3', '3:4', '3:2', '2:3'],
		firstFrame: true,
		lastFrame,
		referenceImages: true,
		audio: true,
		seed: false,
	};
}

function bodyOf(request: ClipRequest, source: Video | undefined): IDataObject {
	const { kind, prompt, model, seconds, aspectRatio, resolution, audio, extra } = request;
	const { firstFrame, lastFrame, referenceImages } = request;
	const isCreate = kind === 'create';
	return jsonBody(
		{
			model: model ?? source?.model ?? undefined,
			prompt,
			duration: seconds === undefined ? undefined : Number(seconds),
			aspect_ratio: aspectRatio,
			resolution,
			generate_audio: audio,
			image: firstFrame && { url: pictureUrl(firstFrame) },
			last_frame: lastFrame && { url: pictureUrl(lastFrame) },
			reference_images: referenceImages?.map((picture) => ({ url: pictureUrl(picture) })),
			video: isCreate ? undefined : { url: addressOf(request, source) },
		},
		extra,
	);
}

/** Clips are edited and extended by their address, which the answer about them names. */
function addressOf(request: ClipRequest, source: Video | undefined): string {
	const [file] = source?.files ?? [];
	if (file && 'url' in file) return file.url;
	throw new SoraError('badInput', `The video to ${request.kind} has no file`, {
		advice: `Check that the video ${sourceIdOf(request) ?? ''} has completed and that its file is still there: xAI removes files some time after the render.`,
	});
}

const fileSchema = z
	.object({
		url: text,
		duration: number,
		respect_moderation: z.boolean().nullish().catch(null),
		file_output: z.object({ public_url: text }).partial().nullish().catch(null),
	})
	.partial()
	.nullish()
	.catch(null);

/** While a render runs the body may be empty; every known answer has one of these and no other shape. */
const answerSchema = z.object({
	request_id: identifier,
	status: text,
	progress: percent,
	model: text,
	video: fileSchema,
	error: failureSchema,
});

function videoOfAnswer(
	{ request_id, status, progress, model, video, error }: z.output<typeof answerSchema>,
	answer: IDataObject,
): Video {
	const url = video?.url ?? video?.file_output?.public_url ?? null;
	const serverStatus = status ?? (url ? 'done' : 'pending');
	const known = { id: request_id, model, seconds: video?.duration ?? null, progress, answer };
	if (video?.respect_moderation === false) {
		const failure = {
			code: 'content_policy_violation',
			message: 'The moderation of xAI has kept back the clip',
		};
		return videoOf({ ...known, status: 'failed', serverStatus, failure });
	}
	return videoOf({
		...known,
		status: renderStatus(serverStatus),
		serverStatus,
		failure: error,
		files: url ? [{ url }] : [],
	});
}
