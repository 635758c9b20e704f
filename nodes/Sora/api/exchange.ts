import type { SoraError } from './errors';
import type { IHttpRequestMethods, IHttpRequestOptions } from 'n8n-workflow';

import type { BodyStream } from './bodyStream';
import type { TextSize } from './textBody';

/** One request, as the door sends it. */
export interface HttpRequest {
	method: IHttpRequestMethods;
	/** Absolute address. Only the server's own origin gets the credential. */
	url: string;
	query?: Record<string, string> | undefined;
	headers?: Record<string, string>;
	/** Made anew for every sending, because a multipart body can be read only once. */
	body?: () => NonNullable<IHttpRequestOptions['body']>;
	/** Time until the whole answer is there; for streams, until its headers are. */
	limitMs: number;
	/** Ends the request beside the time limit and the execution's cancel signal. */
	stop?: AbortSignal;
	/** True for an address that must never get the credential, whatever its origin. */
	anonymous?: boolean;
	/** True where nobody else may answer: a redirect to another origin is an error. */
	stay?: boolean;
	/** How long its text may be; `usualSize` where nothing is said. */
	mostText?: TextSize;
}

export interface Answer {
	/** HTTP status; a redirect only where it has no address, or tells that a POST is done (303). */
	status: number;
	/** Names in lower case. */
	headers: Record<string, string>;
	/** Where it came from in the end. */
	url?: string;
}

/** An answer read to its end, or as far as it may be long. */
export interface TextAnswer extends Answer {
	text: string;
	/** Whether the text is only the beginning of one that is too long, or broke off. */
	isCut?: boolean;
	/** Why it broke off. */
	problem?: SoraError | undefined;
}

/** An answer of which is known where it came from. */
export type LocatedAnswer = TextAnswer & { url: string };

/** An answer whose body is still arriving. */
export interface StreamAnswer extends Answer, BodyStream {
	/** Closes the connection, also in the middle of the body. */
	discard: () => void;
}
