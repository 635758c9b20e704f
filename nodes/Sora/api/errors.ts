import { z } from 'zod';

/**
 * What went wrong, as a word a workflow can branch on (`$json.error.kind`). `internal` is a fault of
 * the node itself.
 */
export type ErrorKind =
	| 'auth'
	| 'badInput'
	| 'cancelled'
	| 'expired'
	| 'internal'
	| 'notFound'
	| 'notReady'
	| 'notSupported'
	| 'overLimit'
	| 'policy'
	| 'quota'
	| 'rateLimit'
	| 'renderFailed'
	| 'serverUnreachable'
	| 'timeout';

/** Everything a failure knows beside its message. */
export interface ErrorDetails {
	/** What the user can do now, in the labels of the screen. */
	advice?: string;
	/** HTTP status, where the server answered. */
	status?: number;
	/** The server's own code for the error. */
	code?: string | null;
	/** `x-request-id` of the answer, for the server's support. */
	requestId?: string;
	/** The render concerned; set on every error after creation. */
	videoId?: string;
	/** How long the server asks to wait before the next request. */
	pauseMs?: number;
	/** `x-should-retry` of the answer, by which a server overrides the rules of its status. */
	shouldRetry?: boolean;
	/** True when the server may have accepted a create although its answer never arrived. */
	mayExist?: boolean;
	/** True when the server itself has refused the key, so that every other request is refused too. */
	keyRefused?: boolean;
	/** Whether asking once more may bring a better answer, where the kind alone does not tell. */
	mayPass?: boolean;
}

/**
 * The one error of this package. `message` says what happened, `advice` what to do now. It never
 * holds an HTTP client's error as its cause: those carry the request headers and so the API key.
 */
export class SoraError extends Error {
	override readonly name: string;

	constructor(
		readonly kind: ErrorKind,
		message: string,
		readonly details: ErrorDetails = {},
	) {
		super(message);
		// n8n marks a run as canceled, not as failed, by this word in the error's name.
		this.name = kind === 'cancelled' ? 'SoraCancelledError' : 'SoraError';
	}

	/** The same error, carrying the id of the render it belongs to. */
	about(videoId: string): SoraError {
		return this.with({ videoId });
	}

	/** The same error, with more that is known of it. */
	with(details: ErrorDetails): SoraError {
		const { kind, message, stack } = this;
		return withStack(new SoraError(kind, message, { ...this.details, ...details }), stack);
	}
}

/** The error for a run that was stopped by the user or by n8n's own time limit. */
export function cancelledError(videoId?: string): SoraError {
	return new SoraError('cancelled', 'The execution was canceled', {
		advice:
			'A render that was already submitted goes on at the server and may cost money. The operation Download, with the video ID, takes it up again.',
		...(videoId === undefined ? {} : { videoId }),
	});
}

/** Characters of a message that is not ours. */
const longestForeign = 2_000;

const thrownError = z.object({
	name: z.string().catch('Error'),
	message: z.string().transform((message) => message.slice(0, longestForeign)),
	stack: z.string().optional().catch(undefined),
});

/** What only a mistake in a program throws. By name, since an engine may have classes of its own. */
const mistakes = /^(Type|Range|Reference|Syntax|Zod)Error$/;

const ownFile = /nodes[\\/]Sora[\\/]/;

/**
 * Any thrown value as a SoraError. Foreign errors, as those of n8n for a missing file, keep their
 * message only; a mistake of ours becomes `internal` and keeps its stack.
 */
export function toSoraError(thrown: unknown): SoraError {
	if (thrown instanceof SoraError) return thrown;
	const error = thrownError.safeParse(thrown);
	if (!error.success) return new SoraError('badInput', String(thrown));
	const { name, message, stack } = error.data;
	if (!mistakes.test(name)) return new SoraError('badInput', message);
	const frames = (stack ?? '').split('\n').filter((line) => /^\s*at /.test(line));
	const place = (frames.find((frame) => ownFile.test(frame)) ?? frames[0] ?? '').trim();
	const internal = new SoraError('internal', `The node itself failed: ${message}`, {
		advice: `This is a fault of the node, which no setting mends. Please report it to the maintainers of n8n-nodes-sora with this message, the operation, the versions of n8n and of the node, and the place: ${name} ${place}`,
	});
	return withStack(internal, stack);
}

function withStack(error: SoraError, stack: string | undefined): SoraError {
	return stack === undefined ? error : Object.assign(error, { stack });
}
