import { SoraError, toSoraError } from '../api/errors';
import { callApi } from '../api/request';
import type { Server } from '../api/server';
import { steadyNowMs } from '../api/steadyClock';
import { reasonAgainst } from './abilities';
import { sourceIdOf, type ClipRequest } from './clipRequest';
import type { Service } from './service';
import { serviceOf } from './services';
import type { Video } from './video';
import { getVideo } from './videos';

/** How a create has ended: the one place that says whether a render may exist. */
export type CreateResult =
	| { outcome: 'made'; video: Video }
	/** The server has certainly not taken it on. */
	| { outcome: 'refused'; error: SoraError }
	/** No answer came, or none that can be read; `error.details.videoId` is set where it showed the id. */
	| { outcome: 'unknown'; error: SoraError; sentMs: number };

/** Remembers over a run which encoding the server took, so that the search is made once. */
export interface EncodingMemory {
	preferred?: string;
}

/**
 * Starts a render that costs money. Each way of writing the request is sent once at most: after a
 * refusal that may be meant for the encoding, by which the server took nothing on, the next one is tried.
 *
 * @param idempotencyKey sent along (Stripe's and the IETF draft's `Idempotency-Key`): one per paid
 * start, so that a server which knows the header takes a repeat for what it is
 */
export async function createRender(
	server: Server,
	request: ClipRequest,
	idempotencyKey: string,
	memory: EncodingMemory,
): Promise<CreateResult> {
	const sentMs = steadyNowMs();
	const service = serviceOf(server);
	const reason = reasonAgainst(service, request);
	if (reason) return { outcome: 'refused', error: reason };
	let problem: SoraError | undefined;
	const source = await sourceOf(server, service, request).catch(toSoraError);
	if (source instanceof SoraError) return { outcome: 'refused', error: source };
	for (const written of service.requests(request, { encoding: memory.preferred, source })) {
		if (written.isWanted?.(problem) === false) continue;
		const answer = await callApi(server, {
			method: 'POST',
			path: written.path,
			body: written.body,
			headers: { 'idempotency-key': idempotencyKey },
			purpose: 'create',
			schema: service.videoSchema.refine(({ id }) => id !== '', 'a video without id'),
			limitMs: request.limitMs,
		}).catch(toSoraError);
		if (!(answer instanceof SoraError)) {
			if (problem) memory.preferred = written.encoding;
			return { outcome: 'made', video: answer.value };
		}
		if (answer.details.mayExist) return { outcome: 'unknown', error: answer, sentMs };
		problem = moreTelling(problem, answer);
		if (!mayBeForEncoding(answer)) break;
	}
	const error = problem ?? new SoraError('badInput', 'There is no way to send this request');
	return { outcome: 'refused', error: await explained(server, request, source, error) };
}

/** The clip to start from, for a service that wants more than its id. */
async function sourceOf(
	server: Server,
	{ readsSource }: Service,
	request: ClipRequest,
): Promise<Video | undefined> {
	const sourceId = sourceIdOf(request);
	if (!readsSource || sourceId === undefined) return undefined;
	return (await getVideo(server, sourceId)).video;
}

/** How servers that read another encoding say so in a 400 (Bifrost, OpenRouter, vLLM-Omni, Merge). */
const encodingWords =
	/\bjson\b|content.?type|multipart|form.?data|invalid character|unmarshal|deserializ|decod|pars(e|ing)|body|number|integer|validation error|field required/i;

function mayBeForEncoding({ kind, message, details: { status } }: SoraError): boolean {
	if (status === 415 || status === 422) return true;
	return status === 400 && kind === 'badInput' && encodingWords.test(message);
}

/** Of refusals the one that understood most: a 422 has read the body, a 415 has not. */
function moreTelling(earlier: SoraError | undefined, latest: SoraError): SoraError {
	const { status } = latest.details;
	const saysLess =
		status === 415 || (earlier?.details.status === 422 && [400, 422].includes(status ?? 0));
	return earlier && saysLess ? earlier : latest;
}

/**
 * A 404 to a request that starts from a video has three causes: the video is not there, the server
 * has no such endpoint, or the Base URL is wrong. The source tells which.
 */
async function explained(
	server: Server,
	request: ClipRequest,
	knownSource: Video | undefined,
	error: SoraError,
): Promise<SoraError> {
	const { kind } = request;
	if (kind === 'create' || ![404, 405, 501].includes(error.details.status ?? 0)) return error;
	const sourceId = sourceIdOf(request);
	const look = async (id: string) => (await getVideo(server, id)).video;
	const source =
		knownSource ?? (sourceId === undefined ? undefined : await look(sourceId).catch(toSoraError));
	if (source instanceof SoraError && source.kind === 'notFound' && error.details.status === 404) {
		return new SoraError('notFound', `The server does not know the video to ${kind}`, {
			...error.details,
			advice: `Check the Video ID (${sourceId}). Servers remove videos some time after the render, often after one hour.`,
		});
	}
	if (source instanceof SoraError && source.kind !== 'notFound') return error;
	return new SoraError('notSupported', `This server cannot ${kind} videos`, {
		...error.details,
		advice:
			'Not every server has every operation; the table in the documentation of this node tells which has what. A new clip can be made with the operation Create.',
	});
}
