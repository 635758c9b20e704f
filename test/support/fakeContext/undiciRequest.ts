import { Readable } from 'node:stream';

import type { IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import { getGlobalDispatcher, interceptors, mockErrors, request, type Dispatcher } from 'undici';
import { z } from 'zod';

/** A request as it went to the network, or to the MockAgent in its place. */
export interface SentRequest {
	method: string;
	url: string;
	/** Names in lower case. */
	headers: Record<string, string>;
	body: Buffer;
}

/** What the request options of n8n may hold here; anything else would be silently ignored. */
const knownOptions = new Set<keyof IHttpRequestOptions>([
	'abortSignal',
	'body',
	'disableFollowRedirect',
	'encoding',
	'headers',
	'ignoreHttpStatusErrors',
	'json',
	'method',
	'qs',
	'returnFullResponse',
	'timeout',
	'url',
]);

/** A header or a query value. */
const word = z.union([z.string(), z.number(), z.boolean()]).transform(String);

/** Requests that a MockAgent did not expect. The code under test may well take them for an outage. */
export const unexpectedRequests: string[] = [];

/** As n8n's client follows them when it is not told otherwise. */
const mostRedirects = 21;

/**
 * n8n's request helper, sent through undici: the global dispatcher, which a test may replace by a
 * MockAgent, sees every request.
 *
 * @param sent takes down what is sent
 * @throws what n8n's helper throws: an error with `response` for a status, `code` for a connection
 */
export async function requestByUndici(
	options: IHttpRequestOptions,
	sent: SentRequest[],
): Promise<unknown> {
	const unknown = Object.keys(options).filter((name) => !knownOptions.has(name as never));
	if (unknown.length > 0 || options.timeout) {
		throw new Error(`This request helper does not know ${unknown.join(', ') || 'a timeout'}`);
	}
	const url = new URL(options.url);
	for (const [name, value] of Object.entries(options.qs ?? {})) {
		url.searchParams.append(name, word.parse(value));
	}
	const method = options.method ?? 'GET';
	const { headers, body } = await encodeBody(options);
	sent.push({ method, url: url.href, headers, body });
	const dispatcher =
		options.disableFollowRedirect === true
			? getGlobalDispatcher()
			: getGlobalDispatcher().compose(interceptors.redirect({ maxRedirections: mostRedirects }));
	const signal = options.abortSignal as AbortSignal | undefined;
	try {
		const answer = await request(url, {
			method: method as Dispatcher.HttpMethod,
			headers,
			...(body.length > 0 ? { body } : {}),
			...(signal ? { signal } : {}),
			dispatcher,
		});
		return await readAnswer(answer, options);
	} catch (error) {
		if (error instanceof mockErrors.MockNotMatchedError) {
			unexpectedRequests.push(`${method} ${url.href}`);
		}
		throw signal?.aborted ? cancelled() : error;
	}
}

/** Headers and bytes as n8n's client makes them out of the body. */
async function encodeBody({
	headers: given = {},
	body,
}: IHttpRequestOptions): Promise<{ headers: Record<string, string>; body: Buffer }> {
	const headers = Object.fromEntries(
		Object.entries(given).map(([name, value]) => [name.toLowerCase(), word.parse(value)]),
	);
	const encoded = (bytes: Buffer, type: string) => ({
		headers: { 'content-type': type, ...headers },
		body: bytes,
	});
	if (body === undefined || body === null) return { headers, body: Buffer.alloc(0) };
	if (body instanceof FormData || body instanceof URLSearchParams) {
		const form = new Response(body);
		const type = form.headers.get('content-type') ?? '';
		return encoded(Buffer.from(await form.arrayBuffer()), type);
	}
	if (typeof body === 'string' || Buffer.isBuffer(body)) {
		return encoded(Buffer.from(body), 'application/x-www-form-urlencoded');
	}
	return encoded(Buffer.from(JSON.stringify(body)), 'application/json');
}

async function readAnswer(
	answer: Dispatcher.ResponseData,
	options: IHttpRequestOptions,
): Promise<unknown> {
	const { statusCode, headers } = answer;
	const body = await readBody(answer.body, options.encoding);
	if (statusCode >= 300 && options.ignoreHttpStatusErrors !== true) {
		throw Object.assign(new Error(`Request failed with status code ${statusCode}`), {
			name: 'AxiosError',
			status: statusCode,
			code: statusCode >= 500 ? 'ERR_BAD_RESPONSE' : 'ERR_BAD_REQUEST',
			response: { status: statusCode, headers, data: body },
		});
	}
	const full: Omit<IN8nHttpFullResponse, 'body'> & { body: unknown } = {
		body,
		headers,
		statusCode,
	};
	return options.returnFullResponse ? full : body;
}

async function readBody(
	body: Dispatcher.ResponseData['body'],
	encoding: IHttpRequestOptions['encoding'],
): Promise<unknown> {
	if (encoding === 'stream') return Readable.from(body, { objectMode: false });
	const bytes = Buffer.from(await body.arrayBuffer());
	if (encoding === 'arraybuffer') return bytes;
	const text = bytes.toString('utf8');
	if (encoding === 'text') return text;
	try {
		return JSON.parse(text) as unknown;
	} catch {
		// n8n's client hands out what it can't parse as it came.
		return text;
	}
}

function cancelled(): Error {
	return Object.assign(new Error('canceled'), { name: 'CanceledError', code: 'ERR_CANCELED' });
}
