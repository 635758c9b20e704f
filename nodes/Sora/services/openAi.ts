import type { SoraError } from '../api/errors';
import { apiPath } from '../api/path';
import { sourceIdOf, type ClipRequest, type Picture } from './clipRequest';
import { toJson, toMultipart } from './encoding';
import { eachOnce, setFields, type Field } from './fields';
import { modelList } from './modelList';
import type { Service, Variant, WireRequest, WritingFacts } from './service';
import type { VideoModel } from './videoModel';
import { videoSchema } from './video';

/**
 * OpenAI's Videos API, as OpenAI's specification has it and as vLLM-Omni, SGLang, FastVideo,
 * TensorRT-LLM, Dynamo, LiteLLM, new-api and other gateways speak it, each a little differently.
 * What a server of this style can do only its answers tell.
 */
export const openAi: Service = {
	name: 'openAi',
	title: 'The server',
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
		fileId: true,
		exactSize: true,
		needsModel: false,
	},
	readsSource: false,
	requests: (request, facts) => {
		const path = pathOf(request);
		const fields = fieldsOf(request);
		return encodings(request, fields, facts).map((encoding): WireRequest => {
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
	models: [sora('sora-2', ['720p']), sora('sora-2-pro', ['720p', '1080p'])],
	keyPath: '/models',
};

/** What OpenAI's models took while its service lasted; gateways resell them. */
function sora(id: string, resolutions: string[]): VideoModel {
	return {
		id,
		seconds: [4, 8, 12, 16, 20],
		resolutions,
		aspectRatios: ['16:9', '9:16'],
		firstFrame: true,
		lastFrame: false,
		referenceImages: false,
		audio: false,
		seed: false,
	};
}

/** `jsonNumbers`: JSON with the duration as a number, which Dynamo insists on and OpenAI does not take. */
type Encoding = 'json' | 'jsonNumbers' | 'multipart';

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
	const { prompt, model, seconds, size, seed, negativePrompt, settings = [], extra } = request;
	const isFromFile = request.source !== undefined && 'upload' in request.source;
	return eachOnce([
		...setFields({ prompt }),
		// A video at the server has a model of its own.
		...setFields({ model: request.kind === 'create' || isFromFile ? model : undefined }),
		...setFields({ seconds, size }),
		...pictureField(request.firstFrame),
		...sourceField(request),
		// As vLLM-Omni, SGLang and TensorRT-LLM name them.
		...setFields({ seed, negative_prompt: negativePrompt }),
		...settings,
		...extra,
	]);
}

function pictureField(picture: Picture | undefined): Field[] {
	if (!picture) return [];
	const key = 'input_reference';
	if ('upload' in picture) return [{ key, upload: picture.upload }];
	return [{ key, nested: { file_id: picture.fileId } }];
}

/** The path names the source of a remix. */
function sourceField({ kind, source }: ClipRequest): Field[] {
	if (!source || kind === 'remix') return [];
	const key = 'video';
	return [
		'upload' in source ? { key, upload: source.upload } : { key, nested: { id: source.videoId } },
	];
}

/**
 * The encodings to try, in this order. A file goes as multipart; without one what only JSON can carry
 * (a nested field, a field the server may not know from a form) goes as JSON; otherwise multipart is
 * tried first for a plain create, JSON for the others, whose body LiteLLM reads as JSON only.
 */
function encodings(
	{ kind, sendAs }: ClipRequest,
	fields: readonly Field[],
	{ encoding: preferred }: WritingFacts,
): Encoding[] {
	const hasFile = fields.some((field) => 'upload' in field);
	// The API has no JSON form for a video file.
	if (fields.some((field) => 'upload' in field && field.upload.mimeType.startsWith('video/'))) {
		return ['multipart'];
	}
	if (sendAs === 'multipart') return ['multipart'];
	const asJson: Encoding[] = ['json', 'jsonNumbers'];
	if (sendAs === 'json') return preferred === 'jsonNumbers' ? ['jsonNumbers'] : asJson;
	// FastVideo drops the fields of a form that it does not know, but reads them from JSON.
	const needsJson = fields.some((field) => 'nested' in field || 'json' in field);
	const formFirst = hasFile || (kind === 'create' && !needsJson);
	const natural: Encoding[] = formFirst ? ['multipart', ...asJson] : [...asJson, 'multipart'];
	const known = natural.find((encoding) => encoding === preferred);
	return known ? [known, ...natural.filter((other) => other !== known)] : natural;
}

function wantsNumber(refusal: SoraError | undefined): boolean {
	const message = refusal?.message ?? '';
	return /seconds/i.test(message) && /integer|number|[iu]32/i.test(message);
}
