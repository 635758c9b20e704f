import { channel } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';

import { Agent, getGlobalDispatcher, setGlobalDispatcher, type Dispatcher } from 'undici';
import { z } from 'zod';

/** A request as it came in. */
export interface ReceivedRequest {
	method: string;
	/** With its query. */
	path: string;
	/** Names in lower case. */
	headers: IncomingHttpHeaders;
	body: Buffer;
}

/** What is done with a request; see `answers.ts` for the usual ones. */
export type Answer = (response: ServerResponse, request: ReceivedRequest) => void;

/** A real HTTP server on an origin of its own. */
export interface Loopback {
	/** Without a path. */
	readonly origin: string;
	/** All requests, in the order in which they came. */
	readonly requests: ReceivedRequest[];
	/** All requests as `GET /v1/videos`, for a look at what was sent and that nothing else was. */
	readonly lines: string[];
	/** Answers the next requests, one after the other; whatever comes after them gets a 418. */
	plan(...answers: Answer[]): void;
	/** Answers every request that is not planned. */
	always(answer: Answer): void;
	/** Waits until no connection is open any more. */
	closed(): Promise<void>;
}

/** Answers that a server keeps open on purpose, so that only a timer can end the wait for them. */
const held = new Set<ServerResponse>();

/** Requests whose answers have not come in full. */
const underWay = new Set<unknown>();

/** Tells the clock that nothing more comes of this answer until a timer ends the wait. */
export function hold(response: ServerResponse): void {
	held.add(response);
	response.once('close', () => held.delete(response));
}

/**
 * Whether no request is on its way: the clock may move on. For `clock.run`, which cannot see
 * requests that undici sends.
 */
export function isQuiet(): boolean {
	return underWay.size <= held.size;
}

const withRequest = z.object({ request: z.unknown() });
const begins = (message: unknown) => void underWay.add(withRequest.parse(message).request);
const ends = (message: unknown) => void underWay.delete(withRequest.parse(message).request);

/**
 * For all tests of a file: requests go over real connections, each on one of its own.
 *
 * @returns opens a server that is closed after the test
 */
export function useLoopback(): () => Promise<Loopback> {
	const closings: Array<() => Promise<void>> = [];
	let before: Dispatcher;
	let agent: Agent;
	beforeEach(() => {
		before = getGlobalDispatcher();
		// Without time limits of its own and without kept connections: no timer but those of the node.
		agent = new Agent({
			pipelining: 0,
			headersTimeout: 0,
			bodyTimeout: 0,
			connect: { timeout: 0 },
		});
		setGlobalDispatcher(agent);
		channel('undici:request:create').subscribe(begins);
		channel('undici:request:trailers').subscribe(ends);
		channel('undici:request:error').subscribe(ends);
	});
	afterEach(async () => {
		setGlobalDispatcher(before);
		await agent.destroy();
		await Promise.all(closings.splice(0).map(async (close) => await close()));
		channel('undici:request:create').unsubscribe(begins);
		channel('undici:request:trailers').unsubscribe(ends);
		channel('undici:request:error').unsubscribe(ends);
		underWay.clear();
		held.clear();
	});
	return async () => {
		const loopback = await openLoopback();
		closings.push(loopback.close);
		return loopback;
	};
}

/** However it ends, by an error too. */
async function closing(socket: Socket): Promise<void> {
	await new Promise<void>((resolve) => socket.once('close', () => resolve()));
}

const listening = z.object({ port: z.number() });

/** A server for requests that do not go by undici; whoever opens it closes it. */
export async function openLoopback(): Promise<Loopback & { close: () => Promise<void> }> {
	const requests: ReceivedRequest[] = [];
	const planned: Answer[] = [];
	let otherwise: Answer = (response) => void response.writeHead(418).end('Nothing is planned');
	const server = createServer((incoming, response) => {
		const answer = async () => {
			const { method = '', url = '', headers } = incoming;
			const request = { method, path: url, headers, body: await buffer(incoming) };
			requests.push(request);
			// Node would tell the time of the machine, on which the test's clock stands still.
			response.setHeader('date', new Date().toUTCString());
			(planned.shift() ?? otherwise)(response, request);
		};
		// A client that breaks off its upload has no request to be answered.
		answer().catch(() => response.destroy());
	});
	const sockets = new Set<Socket>();
	server.on('connection', (socket: Socket) => {
		sockets.add(socket);
		socket.once('close', () => sockets.delete(socket));
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = listening.parse(server.address());
	return {
		origin: `http://127.0.0.1:${port}`,
		requests,
		get lines() {
			return requests.map(({ method, path }) => `${method} ${path}`);
		},
		plan: (...answers) => void planned.push(...answers),
		always: (answer) => {
			otherwise = answer;
		},
		closed: async () => {
			await Promise.all([...sockets].map(async (socket) => await closing(socket)));
		},
		close: async () => {
			const closed = once(server, 'close');
			server.close();
			server.closeAllConnections();
			await closed;
		},
	};
}
