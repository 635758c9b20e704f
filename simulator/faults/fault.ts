import { z } from 'zod';

import type { Json } from '../http/json';

const json = z.custom<Json>((value) => value !== undefined);
const fraction = z.number().min(0).max(1);
/** Whether the work is done although its answer is lost; `before` when not given. */
const when = z.enum(['before', 'after']).optional();

/**
 * What can go wrong with an answer. Those of the first half replace it: a request meets at most one
 * of them. Those of the second half change it and add up.
 */
export const faultSchema = z.discriminatedUnion('kind', [
	/** Another status, by default with an error body in the dialect's shape. */
	z.object({
		kind: z.literal('status'),
		status: z.number().int().min(200).max(599),
		message: z.string().optional(),
		code: z.string().optional(),
		/** Seconds in the header `retry-after`, or a date. */
		retryAfter: z.union([z.number(), z.string()]).optional(),
		headers: z.record(z.string()).optional(),
		/** JSON value, or text sent as it stands. */
		body: json.optional(),
		when,
	}),
	/** What an edge proxy answers, `after` when it lost patience with a server that went on. */
	z.object({ kind: z.literal('html'), status: z.number().int().optional(), when }),
	/** The connection is torn: before anything was done, or with the work done and the answer lost. */
	z.object({ kind: z.literal('reset'), when }),
	/** No answer, ever; the socket stays open until the client leaves or the simulator closes. */
	z.object({ kind: z.literal('hang'), when }),
	z.object({
		kind: z.literal('redirect'),
		status: z.union([
			z.literal(301),
			z.literal(302),
			z.literal(303),
			z.literal(307),
			z.literal(308),
		]),
		location: z.string(),
	}),
	/** The dialect's own answer to an unknown id, as a fresh id gets it from a slow replica. */
	z.object({ kind: z.literal('notFound') }),
	/** The dialect's own answer to content that is not there yet, though the status says completed. */
	z.object({ kind: z.literal('notReady') }),
	/** A JSON object with status 200 in place of what was asked for. */
	z.object({ kind: z.literal('jsonInstead'), body: json.optional() }),

	/** JSON that breaks off in the middle. */
	z.object({ kind: z.literal('malformed') }),
	/** Status and type as usual, no byte in the body. */
	z.object({ kind: z.literal('empty') }),
	z.object({ kind: z.literal('contentType'), type: z.string() }),
	/** The body stops after a fraction: closed, reset, or silent with the socket open. */
	z.object({
		kind: z.literal('cut'),
		atFraction: fraction,
		how: z.enum(['end', 'reset', 'stall']).optional(),
	}),
	z.object({ kind: z.literal('trickle'), bytesPerSecond: z.number().positive() }),
	/** The whole answer comes late. */
	z.object({ kind: z.literal('delay'), ms: z.number().nonnegative() }),
	z.object({ kind: z.literal('ignoreRange') }),
	/** Chunked transfer, no Content-Length. */
	z.object({ kind: z.literal('omitLength') }),
	/** Another word in `status`. */
	z.object({ kind: z.literal('statusWord'), word: z.string() }),
	/** Another number in `progress`; `backwards` gives half of the true one. */
	z.object({
		kind: z.literal('progress'),
		value: z.union([z.number(), z.null(), z.literal('backwards')]),
	}),
	/** State as it was a while ago; newer videos are missing. */
	z.object({ kind: z.literal('lagging'), ms: z.number().nonnegative() }),
	z.object({
		kind: z.literal('list'),
		how: z.enum(['empty', 'noCursors', 'repeats', 'ignoresCursor', 'shuffled', 'forgets']),
	}),
	/** The render this request makes will fail. */
	z.object({
		kind: z.literal('failRender'),
		code: z.string().optional(),
		message: z.string().optional(),
	}),
]);

export type Fault = z.infer<typeof faultSchema>;
export type FaultKind = Fault['kind'];

const replacing: ReadonlySet<FaultKind> = new Set<FaultKind>([
	...(['status', 'html', 'reset', 'hang', 'redirect'] as const),
	...(['notFound', 'notReady', 'jsonInstead'] as const),
]);

/** Whether a fault takes the place of the answer, so that no second one of its sort can apply. */
export function replacesAnswer(fault: Fault): boolean {
	return replacing.has(fault.kind);
}
