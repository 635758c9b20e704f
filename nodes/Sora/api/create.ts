import { SoraError, toSoraError } from './errors';
import { sourceIdOf, type CreateEndpoint, type CreateRequest } from './createRequest';
import { toJson, toMultipart } from './encoding';
import { apiPath } from './path';
import type { Server } from './server';
import type { Video } from './video';
import { getVideo, postVideo } from './videos';

/** `jsonNumbers`: JSON with the duration as a number, which Dynamo insists on and OpenAI does not take. */
type Encoding = 'json' | 'jsonNumbers' | 'multipart';

/** How a create has ended: the one place that says whether a render may exist. */
export type CreateResult =
	| { outcome: 'made'; video: Video }
	/** The server has certainly not taken it on. */
	| { outcome: 'refused'; error: SoraError }
	/** No answer came, or none that can be read; `error.details.videoId` is set where it showed the id. */
	| { outcome: 'unknown'; error: SoraError; sentMs: number };

/** Remembers over a run which encoding the server took, so that the search is made once. */
export interface EncodingMemory {
	preferred?: Encoding;
}

/**
 * Starts a render. Under Automatic a file goes as multipart; without one what only JSON can carry (a
 * nested field, a field the server may not know from a form) goes as JSON; otherwise multipart is
 * tried first for a plain create, JSON for the others, whose body LiteLLM reads as JSON only. After a
 * refusal that may be meant for the encoding, by which the server took nothing on, the next one is tried.
 *
 * @param idempotencyKey sent along (Stripe's and the IETF draft's `Idempotency-Key`): one per paid
 * start, so that a server which knows the header takes a repeat for what it is
 */
export async function createRender(
	server: Server,
	request: CreateRequest,
	idempotencyKey: string,
	memory: EncodingMemory,
): Promise<CreateResult> {
	const sentMs = Date.now();
	let problem: SoraError | undefined;
	for (const encoding of encodings(request, memory)) {
		const isGuess = encoding === 'jsonNumbers' && memory.preferred !== 'jsonNumbers';
		if (isGuess && !wantsNumber(problem)) continue;
		const answer = await post(server, request, encoding, idempotencyKey);
		if (!(answer instanceof SoraError)) {
			if (problem) memory.preferred = encoding;
			return { outcome: 'made', video: answer };
		}
		if (answer.details.mayExist) return { outcome: 'unknown', error: answer, sentMs };
		problem = moreTelling(problem, answer);
		if (!mayBeForEncoding(answer)) break;
	}
	const error = problem ?? new SoraError('badInput', 'There is no way to send this request');
	return { outcome: 'refused', error: await explained(server, request, error) };
}

/** The encodings to try, in this order. */
function encodings(
	{ endpoint, fields, sendAs }: CreateRequest,
	{ preferred }: EncodingMemory,
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
	const formFirst = hasFile || (endpoint.name === 'create' && !needsJson);
	const natural: Encoding[] = formFirst ? ['multipart', ...asJson] : [...asJson, 'multipart'];
	return preferred ? [preferred, ...natural.filter((other) => other !== preferred)] : natural;
}

/** How servers that read another encoding say so in a 400 (Bifrost, OpenRouter, vLLM-Omni, Merge). */
const encodingWords =
	/\bjson\b|content.?type|multipart|form.?data|invalid character|unmarshal|deserializ|decod|pars(e|ing)|body|number|integer|validation error|field required/i;

function mayBeForEncoding({ kind, message, details: { status } }: SoraError): boolean {
	if (status === 415 || status === 422) return true;
	return status === 400 && kind === 'badInput' && encodingWords.test(message);
}

function wantsNumber(problem: SoraError | undefined): boolean {
	return (
		/seconds/i.test(problem?.message ?? '') && /integer|number|[iu]32/i.test(problem?.message ?? '')
	);
}

/** Of refusals the one that understood most: a 422 has read the body, a 415 has not. */
function moreTelling(earlier: SoraError | undefined, latest: SoraError): SoraError {
	const { status } = latest.details;
	const saysLess =
		status === 415 || (earlier?.details.status === 422 && [400, 422].includes(status ?? 0));
	return earlier && saysLess ? earlier : latest;
}

async function post(
	server: Server,
	{ endpoint, fields, limitMs }: CreateRequest,
	encoding: Encoding,
	idempotencyKey: string,
): Promise<Video | SoraError> {
	const body = () =>
		encoding === 'multipart' ? toMultipart(fields) : toJson(fields, encoding === 'jsonNumbers');
	const headers = { 'idempotency-key': idempotencyKey };
	return await postVideo(server, pathOf(endpoint), { body, headers, limitMs }).then(
		({ value }) => value,
		toSoraError,
	);
}

function pathOf(endpoint: CreateEndpoint): string {
	switch (endpoint.name) {
		case 'create':
			return '/videos';
		case 'edit':
			return '/videos/edits';
		case 'extend':
			return '/videos/extensions';
		case 'remix':
			return apiPath`/videos/${endpoint.videoId}/remix`;
	}
}

/**
 * A 404 to a request that starts from a video has three causes: the video is not there, the server
 * has no such endpoint, or the Base URL is wrong. The source tells which.
 */
async function explained(
	server: Server,
	{ endpoint, fields }: CreateRequest,
	error: SoraError,
): Promise<SoraError> {
	const { name } = endpoint;
	if (name === 'create' || ![404, 405, 501].includes(error.details.status ?? 0)) return error;
	const sourceId = sourceIdOf(endpoint, fields);
	const source =
		sourceId === undefined ? undefined : await getVideo(server, sourceId).catch(toSoraError);
	if (source instanceof SoraError && source.kind === 'notFound' && error.details.status === 404) {
		return new SoraError('notFound', `The server does not know the video to ${name}`, {
			...error.details,
			advice: `Check the Video ID (${sourceId}). Servers remove videos some time after the render, often after one hour.`,
		});
	}
	if (source instanceof SoraError && source.kind !== 'notFound') return error;
	return new SoraError('notSupported', `This server cannot ${name} videos`, {
		...error.details,
		advice:
			'Not every server has every operation; the table in the documentation of this node tells which has what. A new clip can be made with the operation Create.',
	});
}
