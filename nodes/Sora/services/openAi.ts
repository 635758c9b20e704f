import { apiPath } from '../api/path';
import { sourceIdOf, type ClipRequest, type Picture } from './clipRequest';
import { toJson, toMultipart } from './encoding';
import { encodingsFor, wantsNumber } from './encodings';
import { eachOnce, setFields, type Field } from './fields';
import { frameEntries } from './images';
import { modelList } from './modelList';
import type { Service, Variant, WireRequest } from './service';
import type { VideoModel } from './videoModel';
import { videoSchema } from './video';

const smallSizes = ['1280x720', '720x1280'];

/**
 * OpenAI's Videos API, as OpenAI's specification has it and as vLLM-Omni, SGLang, FastVideo,
 * TensorRT-LLM, Dynamo, LiteLLM, new-api and other gateways speak it, each a little differently.
 * What a server of this style can do only its answers tell.
 */
export const openAi: Service = {
	name: 'openAi',
	title: 'The server',
	account: {
		label: 'OpenAI or Azure OpenAI',
		renders: 'Sora deployments at Azure, as long as they last',
		notice:
			'OpenAI ended its own video service on 2026-09-24, so a key of OpenAI renders nothing. Sora deployments at Azure OpenAI have an address of their own, with the name of your resource in it.',
		keyPage: 'https://ai.azure.com',
		keyExample: '3f6c…',
		baseUrlExample: 'https://my-resource.openai.azure.com/openai/v1',
	},
	baseUrl: undefined,
	hosts: [],
	can: {
		list: true,
		delete: true,
		remix: true,
		edit: true,
		extend: true,
		ownFile: true,
		pictures: true,
		firstFrame: true,
		lastFrame: true,
		referenceImages: true,
		audio: true,
		seed: true,
		negativePrompt: true,
		settings: true,
		fileId: true,
		exactSize: true,
		countsPixels: true,
		needsModel: false,
	},
	readsSource: false,
	requests: (request, facts) => {
		const path = pathOf(request);
		const fields = fieldsOf(request);
		return encodingsFor(request, fields, facts).map((encoding): WireRequest => {
			const isGuess = encoding === 'jsonNumbers' && facts.encoding !== 'jsonNumbers';
			return {
				path,
				encoding,
				body: () =>
					encoding === 'multipart'
						? toMultipart(fields)
						: toJson(fields, encoding === 'jsonNumbers'),
				...(isGuess ? { isWanted: wantsNumber } : {}),
			};
		});
	},
	videoPath: (id) => apiPath`/videos/${id}`,
	videoSchema,
	filePaths: (id, variant) => [apiPath`/videos/${id}/content` + variantQuery(variant)],
	modelsPath: '/models',
	modelsSchema: modelList,
	tellsOffers: false,
	models: [
		sora('sora-2', ['720p'], smallSizes),
		sora(
			'sora-2-pro',
			['720p', '1080p'],
			[...smallSizes, ...['1920x1080', '1080x1920', '1792x1024', '1024x1792']],
		),
	],
	keyPath: '/models',
};

/** What OpenAI's models took while its service lasted; gateways resell them. */
function sora(id: string, resolutions: string[], sizes: string[]): VideoModel {
	return {
		id,
		seconds: [4, 8, 12, 16, 20],
		resolutions,
		aspectRatios: ['16:9', '9:16'],
		sizes,
		firstFrame: true,
		lastFrame: false,
		referenceImages: false,
		audio: false,
		seed: false,
	};
}

/** `variant` is left out for the plain video: SGLang takes it for an output's number. */
function variantQuery(variant: Variant): string {
	return variant === 'video' ? '' : `?variant=${variant}`;
}

function pathOf(request: ClipRequest): string {
	switch (request.kind) {
		case 'create':
			return '/videos';
		case 'edit':
			return '/videos/edits';
		case 'extend':
			return '/videos/extensions';
		case 'remix':
			return apiPath`/videos/${sourceIdOf(request) ?? ''}/remix`;
	}
}

/** The body, each name once: what the user adds replaces what the node would send. */
function fieldsOf(request: ClipRequest): Field[] {
	const { kind, prompt, model, size, seed, negativePrompt, audio } = request;
	const { settings = [], extra } = request;
	// The API wants an extension to say its length; this is the shortest it has.
	const seconds = request.seconds ?? (kind === 'extend' ? '4' : undefined);
	const isFromFile = request.source !== undefined && 'upload' in request.source;
	return eachOnce([
		...setFields({ prompt }),
		// A video at the server has a model of its own.
		...setFields({ model: kind === 'create' || isFromFile ? model : undefined }),
		...setFields({ seconds, size }),
		...frameFields(request),
		...referenceField(request),
		...sourceField(request),
		// As vLLM-Omni, SGLang and TensorRT-LLM name them.
		...setFields({ seed, negative_prompt: negativePrompt, generate_audio: audio }),
		...settings,
		...extra,
	]);
}

/**
 * OpenAI knows a first frame only. With a last one both go in the list that OpenRouter has brought up
 * and LiteLLM has taken over, which knows no uploaded files.
 */
function frameFields({ firstFrame, lastFrame }: ClipRequest): Field[] {
	if (!lastFrame || !('upload' in lastFrame)) return pictureField(firstFrame);
	const isListed = firstFrame !== undefined && 'upload' in firstFrame;
	const frames = frameEntries({ firstFrame: isListed ? firstFrame : undefined, lastFrame });
	return [...(isListed ? [] : pictureField(firstFrame)), { key: 'frame_images', json: frames }];
}

function pictureField(picture: Picture | undefined): Field[] {
	if (!picture) return [];
	const key = 'input_reference';
	if ('upload' in picture) return [{ key, upload: picture.upload }];
	return [{ key, nested: { file_id: picture.fileId } }];
}

/** As vLLM-Omni takes them from a form and LiteLLM from JSON. */
function referenceField({ referenceImages = [] }: ClipRequest): Field[] {
	const uploads = referenceImages.flatMap((image) => ('upload' in image ? [image.upload] : []));
	return uploads.length > 0 ? [{ key: 'input_references', uploads }] : [];
}

/** The path names the source of a remix. */
function sourceField({ kind, source }: ClipRequest): Field[] {
	if (!source || kind === 'remix') return [];
	const key = 'video';
	return [
		'upload' in source ? { key, upload: source.upload } : { key, nested: { id: source.videoId } },
	];
}
