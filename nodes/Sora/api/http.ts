import type { IHttpRequestOptions } from 'n8n-workflow';
import { z } from 'zod';

import { bodyStream, forgetBody } from './bodyStream';
import { connectionError, timeLimitError } from './connectionErrors';
import { cancelledError, type SoraError } from './errors';
import type { Answer, HttpRequest, LocatedAnswer, StreamAnswer } from './exchange';
import { redirectTarget, strayRedirect } from './redirects';
import type { CallContext, Server } from './server';
import { readText, type TextSize } from './textBody';
import { timerMs } from './timer';

export type { HttpRequest, LocatedAnswer, StreamAnswer, TextAnswer } from './exchange';

const rawAnswer = z.object({
	statusCode: z.number(),
	headers: z.record(z.unknown()).catch({}),
	body: z.unknown(),
});

const kib = 1024;

/** A video or an error without any file in it has some KB. */
export const usualSize: TextSize = { bytes: 4 * kib * kib, clipBytes: 0 };
/** Lists may be long. */
export const listSize: TextSize = { bytes: 16 * kib * kib, clipBytes: 0 };
/** More of an error tells nobody anything. */
export const errorSize: TextSize = { bytes: 64 * kib, clipBytes: 0 };

/**
 * Sends a request and reads its answer as text, whatever its status. One that is too long is read no
 * further, and its connection closed; one that breaks off has its beginning as text, and its problem.
 *
 * @throws SoraError `serverUnreachable`, `timeout` or `cancelled`
 */
export async function sendForText(server: Server, request: HttpRequest): Promise<LocatedAnswer> {
	// What is packed has to be unpacked before its size is known.
	const headers = { 'accept-encoding': 'identity', ...request.headers };
	const answer = await exchange(server, { ...request, headers });
	const isSuccess = answer.status >= 200 && answer.status < 300;
	const most = isSuccess ? (request.mostText ?? usualSize) : errorSize;
	const { chunks } = bodyStream(answer.body);
	const { text, isCut, ...broken } = await readText(chunks, most);
	answer.endLimit();
	const { status, headers: answered, url } = answer;
	const problem = 'thrown' in broken ? answer.problemOf(broken.thrown) : undefined;
	if (isCut) answer.close();
	return { status, headers: answered, url, text: server.redact(text), isCut, problem };
}

/**
 * Sends a request and gives its answer as a stream, whatever its status.
 *
 * @throws SoraError `serverUnreachable`, `timeout` or `cancelled`
 */
export async function sendForStream(server: Server, request: HttpRequest): Promise<StreamAnswer> {
	const { status, headers, url, body, close, endLimit } = await exchange(server, request);
	endLimit();
	return { status, headers, url, ...bodyStream(body), discard: close };
}

interface RawAnswer extends Answer {
	body: unknown;
	/** Ends the time limit, which else holds for the body too. */
	endLimit: () => void;
	/** Closes the connection, also in the middle of the body. */
	close: () => void;
	/** The error for what a body throws that is read. */
	problemOf: (thrown: unknown) => SoraError;
}

/** Follows redirects by hand: n8n's own following sends the API key along to other origins. */
async function exchange(
	server: Server,
	request: HttpRequest,
): Promise<RawAnswer & { url: string }> {
	const { method } = request;
	const limitMs = timerMs(request.limitMs);
	const limit = AbortSignal.timeout(limitMs);
	let { url } = request;
	let query = url.startsWith(server.baseUrl)
		? { ...server.query, ...request.query }
		: request.query;
	for (let followed = 0; ; followed++) {
		const answer = await sendOnce(server, { ...request, url, query, limitMs }, limit);
		const { status } = answer;
		if (new URL(url).origin === server.origin) server.clock.note(answer.headers.date);
		const location = sendsOn(method, status) ? answer.headers.location : undefined;
		if (location === undefined) {
			return { ...answer, url, headers: redacted(server, answer.headers) };
		}
		answer.close();
		url = redirectTarget(server, { method, url, status, location, followed });
		if (request.stay === true && new URL(url).origin !== server.origin) {
			throw strayRedirect(server, url);
		}
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
	limit: AbortSignal,
): Promise<RawAnswer> {
	if (server.cancelSignal?.aborted) throw cancelledError().with({ mayExist: false });
	if (limit.aborted) throw timeLimitError(method, url, limitMs);
	const connection = new AbortController();
	const answered = new AbortController();
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
		encoding: 'stream',
		// Our signal is the time limit; without this n8n's own five minutes would cut a longer one.
		timeout: 0,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	};
	const problemOf = (thrown: unknown) => {
		if (server.cancelSignal?.aborted) return cancelledError().with({ mayExist: true });
		if (connection.signal.aborted) return timeLimitError(method, url, limitMs);
		return connectionError(server, url, thrown);
	};
	const withKey = anonymous !== true && new URL(url).origin === server.origin;
	const outcome = await (withKey ? sendWithKey : sendWithoutKey)(server.context, options, signal)
		.then((raw) => ({ raw: rawAnswer.parse(raw) }))
		.catch((error: unknown) => ({ error }));
	const endLimit = () => answered.abort();
	if ('error' in outcome) {
		endLimit();
		throw problemOf(outcome.error);
	}
	const { statusCode: status, headers: sentHeaders, body: sentBody } = outcome.raw;
	return {
		status,
		headers: textHeaders(sentHeaders),
		body: sentBody,
		endLimit,
		problemOf,
		// Destroying a body does not close its socket on every engine, aborting its request does.
		close: () => {
			endLimit();
			forgetBody(sentBody);
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
	return await context.helpers.httpRequestWithAuthentication.call(self, 'soraApi', options);
}

async function sendWithoutKey(
	context: CallContext,
	options: IHttpRequestOptions,
	signal: AbortSignal,
): Promise<unknown> {
	return await context.helpers.httpRequest({ ...options, abortSignal: signal });
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
