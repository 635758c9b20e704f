import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a request is about. */
export const routes = [
	'create',
	'look',
	'list',
	'content',
	'delete',
	'models',
	'endpoints',
	'image',
	'other',
] as const;
export type Route = (typeof routes)[number];

/** One request as it came in. */
export interface Asked {
	route: Route;
	method: string;
	/** Path and query. */
	url: string;
	/** Of the video or the webhook endpoint, where the path names one. */
	id: string;
	headers: IncomingMessage['headers'];
	body: string;
	/** Counted from 1 within its route. */
	nth: number;
	/** When it came; unix ms by this machine's clock. */
	atMs: number;
}

/** Answers one request, in whatever way; a promise that fails closes the connection. */
export type Answer = (asked: Asked, response: ServerResponse) => void | Promise<void>;

export type Answers = Record<Route, Answer>;

export interface HostileServer {
	readonly baseUrl: string;
	/** Every request so far. */
	readonly asked: readonly Asked[];
	close(): Promise<void>;
}

/** A body above this is counted but not kept: no answer depends on it. */
const longestBody = 64 * 1024;

/**
 * Starts a server on loopback that does to each request what a row wants. It knows nothing of the
 * simulator, so that a mistake in one cannot hide in the other.
 *
 * @param onAsked told of each request before it is answered
 */
export async function startHostileServer(
	answers: Answers,
	onAsked: (asked: Asked) => void,
): Promise<HostileServer> {
	const log: Asked[] = [];
	const counts = new Map<Route, number>();
	const handle = async (request: IncomingMessage, response: ServerResponse) => {
		const url = request.url ?? '/';
		const method = request.method ?? 'GET';
		const { route, id } = routeOf(method, url.split('?')[0] ?? '');
		const nth = (counts.get(route) ?? 0) + 1;
		counts.set(route, nth);
		const atMs = Date.now();
		const body = await readBody(request);
		const { headers } = request;
		const asked: Asked = { route, method, url, id, headers, body, nth, atMs };
		log.push(asked);
		onAsked(asked);
		await answers[route](asked, response);
	};
	// Node's own limits are for servers that mean well.
	const server = createServer({ keepAlive: true, requestTimeout: 0 }, (request, response) => {
		response.on('error', () => undefined);
		handle(request, response).catch(() => response.destroy());
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		baseUrl: `http://127.0.0.1:${port}/v1`,
		asked: log,
		close: async () => {
			const closed = new Promise((resolve) => server.close(resolve));
			server.closeAllConnections();
			await closed;
		},
	};
}

function routeOf(method: string, path: string): { route: Route; id: string } {
	const [, part, content] = /^\/v1\/videos(?:\/([^/]+))?(?:\/(content))?$/.exec(path) ?? [];
	const id = part === undefined ? '' : decodeURIComponent(part);
	if (path === '/v1/videos') return { route: method === 'POST' ? 'create' : 'list', id };
	if (method === 'POST' && path.startsWith('/v1/videos/')) return { route: 'create', id };
	if (content !== undefined) return { route: 'content', id };
	if (part !== undefined) return { route: method === 'DELETE' ? 'delete' : 'look', id };
	if (path === '/v1/models') return { route: 'models', id };
	const [isEndpoint, endpoint = ''] = /^\/v1\/webhook_endpoints(?:\/([^/]+))?$/.exec(path) ?? [];
	if (isEndpoint) return { route: 'endpoints', id: decodeURIComponent(endpoint) };
	return { route: path.startsWith('/image') ? 'image' : 'other', id };
}

async function readBody(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		length += chunk.length;
		if (length <= longestBody) chunks.push(chunk);
	}
	return Buffer.concat(chunks).toString('utf8');
}
