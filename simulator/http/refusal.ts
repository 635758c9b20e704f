import type { JsonObject } from './json';

/** Why a server says no. Each dialect gives every kind its own status and body. */
export type RefusalKind =
	| 'invalid'
	| 'unauthorized'
	| 'notFound'
	| 'notReady'
	| 'expired'
	| 'renderFailed'
	| 'elsewhere'
	| 'unfinished'
	| 'noRoute'
	| 'noMethod'
	| 'unsupportedType'
	| 'internal';

export interface RefusalDetails {
	param?: string;
	code?: string;
	/** Status that overrides the one the dialect has for this kind. */
	status?: number;
	/** Wait that comes with it: seconds, or a date. */
	retryAfter?: number | string;
	/** An entry of FastAPI's list of validation errors. */
	problem?: JsonObject;
}

/** A request the simulated server turns down; shaped into an answer by the dialect. */
export class Refusal extends Error {
	constructor(
		readonly kind: RefusalKind,
		message: string,
		readonly details: RefusalDetails = {},
	) {
		super(message);
		this.name = 'Refusal';
	}
}
