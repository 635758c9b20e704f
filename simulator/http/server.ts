import multipart from '@fastify/multipart';
import fastify, { type FastifyInstance } from 'fastify';

import { handlerFor, refuseUnknown } from '../routes/handlers';
import { type Route, routeTable } from '../routes/names';
import { servesFile } from '../routes/content';
import type { Studio } from '../studio';
import type { RequestLog } from './requestLog';
import { serve } from './serve';

/** Largest body: a reference image as data URL has up to 20 971 520 characters, uploads are files. */
const bodyLimitBytes = 128 * 1024 * 1024;
/** Longest id in a path; LiteLLM's are several hundred characters of base64. */
const longestParameter = 2_000;

/** The simulated API with its routes under the dialect's base, and the control route beside it. */
export async function buildApi(studio: Studio, log: RequestLog): Promise<FastifyInstance> {
	const app = await bareServer(studio);
	const { dialect } = studio;
	const routes: readonly Route[] = dialect.routes ?? routeTable;
	for (const { name, method, path, base = dialect.base ?? '/v1' } of routes) {
		const handler = handlerFor(dialect, name);
		const service = { studio, log, route: name, handler, guarded: true };
		app.route({
			method,
			url: `${base}${path}`,
			handler: (req, reply) => serve(service, req, reply),
		});
	}
	const unknown = { studio, log, route: 'unknown', handler: refuseUnknown, guarded: true } as const;
	app.setNotFoundHandler((request, reply) => serve(unknown, request, reply));
	return app;
}

/** The other origin: files only, no key wanted. What it is sent is logged, to find keys gone astray. */
export async function buildFileOrigin(studio: Studio, log: RequestLog): Promise<FastifyInstance> {
	const app = await bareServer(studio);
	const file = { studio, log, route: 'file', handler: servesFile, guarded: false } as const;
	app.get('/files/:id', (request, reply) => serve(file, request, reply));
	const unknown = {
		studio,
		log,
		route: 'unknown',
		handler: refuseUnknown,
		guarded: false,
	} as const;
	app.setNotFoundHandler((request, reply) => serve(unknown, request, reply));
	return app;
}

async function bareServer(studio: Studio): Promise<FastifyInstance> {
	const app = fastify({
		forceCloseConnections: true,
		bodyLimit: bodyLimitBytes,
		routerOptions: { maxParamLength: longestParameter },
	});
	await app.register(multipart, {
		limits: { fileSize: bodyLimitBytes, fieldSize: bodyLimitBytes },
	});
	app.removeContentTypeParser(['application/json', 'text/plain']);
	app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
		done(null, body);
	});
	app.addHook('onRequest', (request, reply, done) => {
		studio.traffic.begin(request.raw);
		reply.raw.once('close', () => studio.traffic.end(request.raw));
		// By the same clock as the times in the answers, which a test may move.
		reply.raw.setHeader('date', new Date(studio.now()).toUTCString());
		done();
	});
	return app;
}
