import type { IHttpRequestMethods, IHttpRequestOptions } from 'n8n-workflow';
import { z } from 'zod';

import { bodyStream, forgetBody, type BodyStream } from './bodyStream';
import { connectionError, timeLimitError } from './connectionErrors';
import { cancelledError } from './errors';
import { redirectTarget } from './redirects';
import type { CallContext, Server } from './server';
import { timerMs } from './timer';

/** One request, as the door sends it. */
export interface HttpRequest {
	method: IHttpRequestMethods;
	/** Absolute address. Only the server's own origin gets the credential. */
	url: string;
	query?: Record<string, string> | undefined;
	headers?: Record<string, string>;
	/** Made anew for every sending, because a multipart body can be read only once. */
	body?: () => NonNullable<IHttpRequestOptions['body']>;
	/** Time until the whole answer is there; for streams, until its headers are. */
	limitMs: number;
	/** Ends the request beside the time limit and the execution's cancel signal. */
	stop?: AbortSignal;
	/** True for an address that must never get the credential, whatever its origin. */
	anonymous?: boolean;
}

interface Answer {
	/** HTTP status; a redirect only where it has no address, or tells that a POST is done (303). */
	status: number;
	/** Names in lower case. */
	headers: Record<string, string>;
}

/** An answer read to its end. */
export interface TextAnswer extends Answer {
	text: string;
}

/** An answer, and the address it came from in the end. */
export type LocatedAnswer = TextAnswer & { url: string };

/** An answer whose body is still arriving. */
export interface StreamAnswer extends Answer, BodyStream {
	/** Closes the connection, also in the middle of the body. */
	discard: () => void;
}

const rawAnswer = z.object({
	statusCode: z.number(),
	headers: z.record(z.unknown()).catch({}),
	body: z.unknown(),
});

/**
 * Sends a request and reads its answer as text, whatever its status.
 *
 * @throws SoraError `serverUnreachable`, `timeout` or `cancelled`
 */
export async function sendForText(server: Server, request: HttpRequest): Promise<LocatedAnswer> {
	const { status, headers, body, url } = await exchange(server, request, 'text');
	return { status, headers, url, text: server.redact(typeof body === 'string' ? body : '') };
}

/**
 * Sends a request and gives its answer as a stream, whatever its status.
 *
 * @throws SoraError `serverUnreachable`, `timeout` or `cancelled`
 */
export async function sendForStream(server: Server, request: HttpRequest): Promise<StreamAnswer> {
	const { status, headers, body, close } = await exchange(server, request, 'stream');
	return { status, headers, ...bodyStream(body), discard: close };
}

interface RawAnswer extends Answer {
	body: unknown;
	/** Closes the connection, also in the middle of the body. */
	close: () => void;
}

/** Follows redirects by hand: n8n's own following sends the API key along to other origins. */
async function exchange(
	server: Server,
	request: HttpRequest,
	encoding: 'text' | 'stream',
): Promise<RawAnswer & { url: string }> {
	const { method } = request;
	const limitMs = timerMs(request.limitMs);
	const limit = AbortSignal.timeout(limitMs);
	let { url, query } = request;
	for (let followed = 0; ; followed++) {
		const answer = await sendOnce(server, { ...request, url, query, limitMs }, encoding, limit);
		const { status } = answer;
		if (new URL(url).origin === server.origin) server.clock.note(answer.headers.date);
		const location = sendsOn(method, status) ? answer.headers.location : undefined;
		if (location === undefined) {
			return { ...answer, url, headers: redacted(server, answer.headers) };
		}
		answer.close();
		url = redirectTarget(server, { method, url, status, location, followed });
		query = undefined;
	}
}

/** By a 303 a POST is done, and its result is to be had elsewhere: that is an answer. */
function sendsOn(method: string, status: number): boolean {
	return status >= 300 && status < 400 && !(status === 303 && method === 'POST');
}

async function sendOnce(
	server: Server,
	{ method, url, query, headers = {}, body, limitMs, stop, anonymous }: HttpRequest,
	encoding: 'text' | 'stream',
	limit: AbortSignal,
): Promise<RawAnswer> {
	if (server.cancelSignal?.aborted) throw cancelledError().with({ mayExist: false });
	if (limit.aborted) throw timeLimitError(method, url, limitMs);
	const connection = new AbortController();
	const answered = new AbortController();
	// The limit holds while the answer is outstanding; the client would also cut a body by it.
	limit.addEventListener('abort', () => connection.abort(), { signal: answered.signal });
	const signal = AbortSignal.any(
		[connection.signal, server.cancelSignal, stop].filter((part) => part !== undefined),
	);
	const options: IHttpRequestOptions = {
		method,
		url,
		headers: { ...headers },
		...(query ? { qs: query } : {}),
		...(body ? { body: body() } : {}),
		encoding,
		// Our signal is the time limit; without this n8n's own five minutes would cut a longer one.
		timeout: 0,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	};
	const withKey = anonymous !== true && new URL(url).origin === server.origin;
	const outcome = await (withKey ? sendWithKey : sendWithoutKey)(server.context, options, signal)
		.then((raw) => ({ raw: rawAnswer.parse(raw) }))
		.catch((error: unknown) => ({ error }));
	answered.abort();
	if ('error' in outcome) {
		if (server.cancelSignal?.aborted) throw cancelledError().with({ mayExist: true });
		if (connection.signal.aborted) throw timeLimitError(method, url, limitMs);
		throw connectionError(server, url, outcome.error);
	}
	const { raw } = outcome;
	return {
		status: raw.statusCode,
		headers: textHeaders(raw.headers),
		body: raw.body,
		// Destroying a body does not close its socket on every engine, aborting its request does.
		close: () => {
			forgetBody(raw.body);
			connection.abort();
		},
	};
}

/** n8n takes the cancel signal from `this` and overwrites any other, so ours is put there. */
async function sendWithKey(
	context: CallContext,
	options: IHttpRequestOptions,
	signal: AbortSignal,
): Promise<unknown> {
	const self = Object.create(context, {
		getExecutionCancelSignal: { value: () => signal },
	}) as CallContext;
	return (await context.helpers.httpRequestWithAuthentication.call(
		self,
		'soraApi',
		options,
	)) as unknown;
}

async function sendWithoutKey(
	context: CallContext,
	options: IHttpRequestOptions,
	signal: AbortSignal,
): Promise<unknown> {
	return (await context.helpers.httpRequest({ ...options, abortSignal: signal })) as unknown;
}

function redacted(server: Server, headers: Record<string, string>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name, server.redact(value)]),
	);
}

function textHeaders(headers: Record<string, unknown>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
	);
}
