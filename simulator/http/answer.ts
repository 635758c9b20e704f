import type { Asset } from '../media/asset';
import type { Json } from './json';

/** Body of an answer before it is written: faults may still change it. */
export type AnswerBody =
	| { kind: 'json'; value: Json }
	| { kind: 'text'; text: string; type: string }
	| { kind: 'asset'; asset: Asset }
	| { kind: 'empty' };

/** How the bytes travel, when not whole and at once. */
export interface Transport {
	/** Fraction of the body after which it stops, and what happens then. */
	stop?: { atFraction: number; how: 'end' | 'reset' | 'stall' };
	bytesPerSecond?: number;
	ignoreRange?: boolean;
	omitLength?: boolean;
	contentType?: string;
}

export interface Answer {
	status: number;
	headers: Record<string, string>;
	body: AnswerBody;
	transport: Transport;
}

/** What a request ends in: an answer, a torn connection, or silence. */
export type Ending = Answer | 'reset' | 'hang';

export function answerJson(
	value: Json,
	status = 200,
	headers: Record<string, string> = {},
): Answer {
	return { status, headers, body: { kind: 'json', value }, transport: {} };
}

export function answerText(text: string, type: string, status: number): Answer {
	return { status, headers: {}, body: { kind: 'text', text, type }, transport: {} };
}

export function answerAsset(asset: Asset): Answer {
	return { status: 200, headers: {}, body: { kind: 'asset', asset }, transport: {} };
}

export function answerRedirect(location: string, status: number): Answer {
	return { status, headers: { location }, body: { kind: 'empty' }, transport: {} };
}
