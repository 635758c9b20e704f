import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

import { faultSchema } from '../faults/fault';
import type { FaultOrder } from '../faults/orders';
import { parseJson } from '../http/json';
import type { LoggedRequest } from '../http/requestLog';
import type { Outcome, Video } from '../renders/render';
import { type DeliveryOrder, deliveryFaults } from '../webhooks/deliveryOrders';
import type { Delivery } from '../webhooks/sender';
import { isRouteName } from './names';

/** What another process may do with a running simulator; a part of `Simulator`. */
export interface Control {
	readonly requests: readonly LoggedRequest[];
	readonly fileRequests: readonly LoggedRequest[];
	readonly videos: readonly Video[];
	readonly deliveries: readonly Delivery[];
	order(order: FaultOrder | DeliveryOrder): unknown;
	/** Ends an unfinished render now; false for an unknown id. */
	finish(videoId: string, outcome?: Outcome): boolean;
	reset(): void;
}

const counts = {
	times: z.union([z.number().int().positive(), z.literal('always')]).optional(),
	after: z.number().int().nonnegative().optional(),
};
const requestOrder = z.object({
	match: z
		.object({
			method: z.string().optional(),
			path: z.string().optional(),
			prompt: z.string().optional(),
		})
		.optional(),
	...counts,
	fault: z.union([faultSchema, z.array(faultSchema).min(1)]),
});
const deliveryOrder = z.object({
	delivery: z.enum(deliveryFaults),
	eventType: z.string().optional(),
	...counts,
});
const anyOrder = z.union([deliveryOrder, requestOrder]);
const orders = z.union([anyOrder, z.array(anyOrder)]);
type SentOrder = z.infer<typeof anyOrder>;

const failure = z.object({ code: z.string(), message: z.string() });

/** Adds `/_simulator/…`, which needs no key: it is reached from this machine only. */
export function addControl(app: FastifyInstance, control: Control): void {
	app.post('/_simulator/faults', (request, reply) => {
		const parsed = orders.safeParse(bodyOf(request.body));
		if (!parsed.success) return reply.code(400).send({ error: parsed.error.issues });
		const list = Array.isArray(parsed.data) ? parsed.data : [parsed.data];
		for (const order of list) control.order(readOrder(order));
		return reply.send({ ordered: list.length });
	});
	app.get('/_simulator/requests', (_request, reply) => reply.send(control.requests.map(masked)));
	app.get('/_simulator/file-requests', (_request, reply) => {
		return reply.send(control.fileRequests.map(masked));
	});
	app.get('/_simulator/videos', (_request, reply) => reply.send(control.videos));
	app.get('/_simulator/deliveries', (_request, reply) => reply.send(control.deliveries));
	app.post('/_simulator/reset', (_request, reply) => {
		control.reset();
		return reply.send({ reset: true });
	});
	app.post<{ Params: { id: string } }>('/_simulator/complete/:id', (request, reply) => {
		const known = control.finish(request.params.id, { result: 'completed' });
		return reply.code(known ? 200 : 404).send({ completed: known });
	});
	app.post<{ Params: { id: string } }>('/_simulator/fail/:id', (request, reply) => {
		const body = failure.safeParse(bodyOf(request.body));
		const error = body.success ? body.data : { code: 'server_error', message: 'Ordered failure.' };
		const known = control.finish(request.params.id, { result: 'failed', ...error });
		return reply.code(known ? 200 : 404).send({ failed: known });
	});
}

function bodyOf(body: unknown): unknown {
	return Buffer.isBuffer(body) && body.length > 0 ? parseJson(body.toString('utf8')) : undefined;
}

/** Turns text into what orders are made of: `always` into Infinity, a path into an expression. */
function readOrder(order: SentOrder): FaultOrder | DeliveryOrder {
	const times = order.times === 'always' ? Infinity : order.times;
	if ('delivery' in order) return { ...order, times };
	const { method, path, prompt } = order.match ?? {};
	return {
		...order,
		times,
		match: {
			method,
			path: path === undefined || isRouteName(path) ? path : new RegExp(path),
			prompt: prompt === undefined ? undefined : new RegExp(prompt),
		},
	};
}

/** A request without its key: whoever tries the node out may have typed in a real one. */
function masked(entry: LoggedRequest): LoggedRequest {
	const headers = { ...entry.headers };
	for (const name of ['authorization', 'api-key', 'x-goog-api-key']) {
		const value = headers[name];
		if (typeof value === 'string') headers[name] = `…${value.slice(-4)}`;
	}
	return { ...entry, headers };
}
