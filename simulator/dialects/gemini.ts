import { randomBytes } from 'node:crypto';

import { type Answer, answerJson } from '../http/answer';
import type { Call } from '../http/call';
import { isJsonObject, type JsonObject } from '../http/json';
import type { Refusal, RefusalKind } from '../http/refusal';
import type { Video } from '../renders/render';
import { readGeminiCreate, veoModels } from '../requests/geminiCreate';
import { servesContent } from '../routes/content';
import { createsVideo, showsVideo } from '../routes/video';
import type { Dialect, Handler, Studio } from '../studio';
import { openaiStatuses } from './openai';

const base = '/v1beta';
const twoDaysMs = 48 * 3_600_000;

/**
 * Veo at the Google Gemini API: long-running operations that tell neither progress nor prompt, files
 * behind the key, no list and no delete. A clip stopped by the moderation is done and has no sample.
 */
export const gemini: Dialect = {
	name: 'gemini',
	base,
	routes: [
		{ name: 'create', method: 'POST', path: '/models/:model' },
		{ name: 'status', method: 'GET', path: '/models/:model/operations/:id' },
		{ name: 'content', method: 'GET', path: '/files/:id' },
		{ name: 'models', method: 'GET', path: '/models' },
	],
	keyHeader: 'x-goog-api-key',
	tellsWaitInBody: true,
	models: [
		...['gemini-3.5-flash', 'gemini-3.5-pro', 'gemini-embedding-001', 'imagen-4.0-generate-001'],
		...Object.keys(veoModels),
	],
	expiresAfterMs: twoDaysMs,
	progress: 'null',
	deleteUnfinished: 'refuse',
	newId: () => randomBytes(8).toString('hex'),
	headers: () => ({}),
	refuse,
	promptIn,
	handlers: {
		create: createsVideo(readGeminiCreate, show),
		status: showsVideo(show),
		content,
		models: listModels,
	},
};

// A file that is gone is one the caller may not see: so says Google's Files API.
const statuses: Record<RefusalKind, number> = { ...openaiStatuses, expired: 403, notReady: 400 };
const words: Record<number, string> = {
	400: 'INVALID_ARGUMENT',
	401: 'UNAUTHENTICATED',
	403: 'PERMISSION_DENIED',
	404: 'NOT_FOUND',
	429: 'RESOURCE_EXHAUSTED',
	500: 'INTERNAL',
	503: 'UNAVAILABLE',
};
const wrongKey = {
	'@type': 'type.googleapis.com/google.rpc.ErrorInfo',
	reason: 'API_KEY_INVALID',
	domain: 'googleapis.com',
	metadata: { service: 'generativelanguage.googleapis.com' },
};

function refuse({ kind, message, details }: Refusal, call: Call): Answer {
	if (kind === 'unauthorized') {
		return call.headers['x-goog-api-key'] === undefined
			? answerStatus(
					403,
					"Method doesn't allow unregistered callers. Please use API Key or other form of API consumer identity to call this API.",
				)
			: answerStatus(400, 'API key not valid. Please pass a valid API key.', [wrongKey]);
	}
	const { status = statuses[kind], retryAfter } = details;
	if (retryAfter === undefined) return answerStatus(status, message);
	const wait = {
		'@type': 'type.googleapis.com/google.rpc.RetryInfo',
		retryDelay: `${retryAfter}s`,
	};
	return answerStatus(status, message, [wait]);
}

/** An error as google.rpc.Status in JSON. */
function answerStatus(code: number, message: string, details: JsonObject[] = []): Answer {
	const error: JsonObject = { code, message, status: words[code] ?? 'UNKNOWN' };
	if (details.length > 0) error.details = details;
	return answerJson({ error }, code);
}

function promptIn({ instances }: JsonObject): string | undefined {
	const first = Array.isArray(instances) ? instances[0] : undefined;
	return isJsonObject(first) && typeof first.prompt === 'string' ? first.prompt : undefined;
}

function show(video: Video, studio: Studio): JsonObject {
	const name = `models/${video.model}/operations/${video.id}`;
	if (video.endedAtMs === null) return { name };
	if (video.error && video.error.code !== 'moderation_blocked') {
		return { name, done: true, error: { code: 13, message: video.error.message } };
	}
	const type = 'type.googleapis.com/google.ai.generativelanguage.v1beta.PredictLongRunningResponse';
	const generateVideoResponse = video.error
		? filtered(video.error.message)
		: sampled(video, studio);
	return { name, done: true, response: { '@type': type, generateVideoResponse } };
}

function sampled(video: Video, studio: Studio): JsonObject {
	const uri = `${studio.addresses.base}/files/${video.id}:download?alt=media`;
	return { generatedSamples: [{ video: { uri } }] };
}

function filtered(reason: string): JsonObject {
	return { raiMediaFilteredCount: 1, raiMediaFilteredReasons: [reason] };
}

/** The file at `/files/{id}:download`. */
function content(...[call, studio]: Parameters<Handler>): ReturnType<Handler> {
	call.id = call.id.replace(/:download$/, '');
	return servesContent(() => 'video')(call, studio);
}

/** One page of the models; those that make videos are found by their method. */
function listModels(...[call, studio]: Parameters<Handler>): Answer {
	const start = Number(call.query.pageToken ?? 0);
	const end = start + Math.min(1_000, Number(call.query.pageSize ?? 50));
	const models = studio.dialect.models.slice(start, end).map((id): JsonObject => {
		const method = id in veoModels ? 'predictLongRunning' : 'generateContent';
		return { name: `models/${id}`, displayName: id, supportedGenerationMethods: [method] };
	});
	const more = end < studio.dialect.models.length;
	return answerJson(more ? { models, nextPageToken: String(end) } : { models });
}
