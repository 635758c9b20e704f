/**
 * What went wrong, as a word a workflow can branch on (`$json.error.kind`).
 */
export type ErrorKind =
	| 'auth'
	| 'badInput'
	| 'cancelled'
	| 'expired'
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
		return new SoraError(this.kind, this.message, { ...this.details, ...details });
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

/**
 * Any thrown value as a SoraError. Foreign errors keep their message only.
 */
export function toSoraError(thrown: unknown): SoraError {
	if (thrown instanceof SoraError) return thrown;
	const message = thrown instanceof Error ? thrown.message : String(thrown);
	return new SoraError('badInput', message);
}
