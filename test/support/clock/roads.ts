import { channel, type ChannelListener } from 'node:diagnostics_channel';
import { ClientRequest, IncomingMessage } from 'node:http';

import { z } from 'zod';

const ofClient = z.object({ request: z.instanceof(ClientRequest) });
const ofServer = z.object({ request: z.instanceof(IncomingMessage) });

/** HTTP messages that have left one end in this process and not yet reached the other. */
export interface Roads {
	readonly busy: boolean;
	close(): void;
}

/**
 * Watches the requests between clients and servers of this process. On loopback a message takes no
 * time worth the name, but a loaded machine may deliver it a few turns later, and neither end
 * counts it meanwhile. A request that its server is handling is on no road.
 */
export function watchRoads(): Roads {
	const unanswered = new Set<ClientRequest>();
	/** The client's port of every request that a server has and has not answered. */
	const handling = new Set<number>();

	const listeners: Record<string, ChannelListener> = {
		'http.client.request.start': (message) => {
			const { request } = ofClient.parse(message);
			unanswered.add(request);
			request.once('close', () => unanswered.delete(request));
		},
		// Node's name; it comes when the client has the headers of the answer.
		'http.client.response.finish': (message) => {
			unanswered.delete(ofClient.parse(message).request);
		},
		'http.server.request.start': (message) => {
			const { socket } = ofServer.parse(message).request;
			const port = socket.remotePort;
			if (port === undefined) return;
			handling.add(port);
			socket.once('close', () => handling.delete(port));
		},
		'http.server.response.finish': (message) => {
			const port = ofServer.parse(message).request.socket.remotePort;
			if (port !== undefined) handling.delete(port);
		},
	};
	for (const [name, listener] of Object.entries(listeners)) channel(name).subscribe(listener);
	return {
		get busy() {
			return [...unanswered].some(({ socket }) => !handling.has(socket?.localPort ?? -1));
		},
		close: () => {
			for (const [name, listener] of Object.entries(listeners)) {
				channel(name).unsubscribe(listener);
			}
		},
	};
}
