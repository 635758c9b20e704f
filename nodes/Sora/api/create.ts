import { SoraError, toSoraError } from './errors';
import { toJson, toMultipart, type Field } from './encoding';
import { apiPath } from './path';
import type { Server } from './server';
import type { Video } from './video';
import { postVideo } from './videos';

/** The body encoding the user chose. */
export type SendAs = 'automatic' | 'json' | 'multipart';

/** `jsonNumbers`: JSON with the duration as a number, which Dynamo insists on and OpenAI does not take. */
type Encoding = 'json' | 'jsonNumbers' | 'multipart';

/** The endpoints that start a render. */
export type CreateEndpoint =
	{ name: 'create' } | { name: 'edit' } | { name: 'extend' } | { name: 'remix'; videoId: string };

/** A request that starts a render. */
export interface CreateRequest {
	endpoint: CreateEndpoint;
	fields: Field[];
	sendAs: SendAs;
	/** Time for the answer. */
	limitMs: number;
}

/** Remembers over a run which encoding the server took, so that the search is made once. */
export interface EncodingMemory {
	preferred?: Encoding;
}

/**
 * Starts a render. Under Automatic a file goes as multipart and a nested field as JSON; otherwise
 * multipart is tried first for a plain create, JSON for the others, whose body LiteLLM reads as
 * JSON only. After a 415 or 422, by which the server took nothing on, the next encoding is tried.
 *
 * @throws SoraError
 */
export async function createRender(
	server: Server,
	request: CreateRequest,
	memory: EncodingMemory,
): Promise<Video> {
	let problem: SoraError | undefined;
	for (const encoding of encodings(request, memory)) {
		const isGuess = encoding === 'jsonNumbers' && memory.preferred !== 'jsonNumbers';
		if (isGuess && !wantsNumber(problem)) continue;
		const answer = await post(server, request, encoding);
		if (!(answer instanceof SoraError)) {
			if (problem) memory.preferred = encoding;
			return answer;
		}
		problem = moreTelling(problem, answer);
		if (!isRefusedEncoding(answer)) break;
	}
	throw problem ?? new SoraError('badInput', 'There is no way to send this request');
}

/** The encodings to try, in this order. */
function encodings(
	{ endpoint, fields, sendAs }: CreateRequest,
	{ preferred }: EncodingMemory,
): Encoding[] {
	// The API has no JSON form for a video file.
	if (fields.some((field) => 'upload' in field && field.upload.mimeType.startsWith('video/'))) {
		return ['multipart'];
	}
	if (sendAs === 'multipart') return ['multipart'];
	const asJson: Encoding[] = ['json', 'jsonNumbers'];
	if (sendAs === 'json') return preferred === 'jsonNumbers' ? ['jsonNumbers'] : asJson;
	const hasFile = fields.some((field) => 'upload' in field);
	const hasNested = fields.some((field) => 'nested' in field);
	const formFirst = hasFile || (endpoint.name === 'create' && !hasNested);
	const natural: Encoding[] = formFirst ? ['multipart', ...asJson] : [...asJson, 'multipart'];
	return preferred ? [preferred, ...natural.filter((other) => other !== preferred)] : natural;
}

function isRefusedEncoding({ details: { status } }: SoraError): boolean {
	return status === 415 || status === 422;
}

function wantsNumber(problem: SoraError | undefined): boolean {
	return (
		/seconds/i.test(problem?.message ?? '') && /integer|number|[iu]32/i.test(problem?.message ?? '')
	);
}

/** A 422 understood the body and names what is wrong in it; another refusal after it only repeats that. */
function moreTelling(earlier: SoraError | undefined, latest: SoraError): SoraError {
	const isRefusal = [400, 415, 422].includes(latest.details.status ?? 0);
	return earlier?.details.status === 422 && isRefusal ? earlier : latest;
}

async function post(
	server: Server,
	{ endpoint, fields, limitMs }: CreateRequest,
	encoding: Encoding,
): Promise<Video | SoraError> {
	const encode = () =>
		encoding === 'multipart' ? toMultipart(fields) : toJson(fields, encoding === 'jsonNumbers');
	return await postVideo(server, pathOf(endpoint), encode, limitMs).then(
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
