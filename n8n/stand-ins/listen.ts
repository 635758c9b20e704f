import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';

/** Clips of the simulator are under 2 MB; a real one of 20 s stays under this. */
const bodyLimitBytes = 64 * 2 ** 20;

/** A small server on loopback that plays a service which examples talk to. */
export interface StandIn {
	/** Its address, without a slash at the end. */
	origin: string;
	close: () => Promise<void>;
}

/** Starts a server on a free loopback port; `addRoutes` gives it its routes. */
export async function listen(addRoutes: (server: FastifyInstance) => void): Promise<StandIn> {
	const server = fastify({ bodyLimit: bodyLimitBytes, forceCloseConnections: true });
	server.removeAllContentTypeParsers();
	// Bytes as they came, whatever they are called: the examples are judged by them.
	server.addContentTypeParser(
		'*',
		{ parseAs: 'buffer' },
		async (_request: FastifyRequest, body: Buffer) => body,
	);
	addRoutes(server);
	const origin = await server.listen({ host: '127.0.0.1', port: 0 });
	return { origin, close: async () => await server.close() };
}

/** The body of a request; empty when there is none. */
export function bodyOf({ body }: FastifyRequest): Buffer {
	return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}
