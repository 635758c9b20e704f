import type { INodeParameters } from 'n8n-workflow';

import type { FaultOrder, SimulatorOptions } from '../../../simulator';

/** An item that went wrong, as the user must get it. */
export interface ExpectedError {
	/** Counted from 0. */
	item: number;
	kind: string;
	/** What message and advice together must say. */
	says?: RegExp;
	/** Whether the error holds the id of the item's render; it does wherever there is one to know. */
	hasId?: boolean;
}

/** What must come of a row. */
export interface Expected {
	/** Renders at the server afterwards, each of which costs money. */
	paid: number;
	/** Items that came out well, each with its own file, byte for byte. */
	clips: number;
	/** One for each item that went wrong; none by default. */
	errors?: readonly ExpectedError[];
	/** Renders that did not fail, were not delivered, and whose id nobody is told; none by default. */
	unnamed?: number;
	/** Most requests for the state of renders, pages of the list included. */
	mostLooks?: number;
	mostRequests?: number;
	mostSeconds?: number;
}

/** One fault, or several at once, and what must come of it. */
export interface FaultRow {
	name: string;
	/** Three different ones by default. */
	prompts?: readonly string[];
	/** Rendered by an execution a minute before. */
	earlier?: readonly string[];
	server?: SimulatorOptions;
	orders?: readonly FaultOrder[];
	limits?: INodeParameters;
	options?: INodeParameters;
	/**
	 * What happens when an item fails; `errorOutput` by default. With `retryExecution` the node stops,
	 * and then the user presses Retry.
	 */
	onFailure?: 'errorOutput' | 'stop' | 'retryOnFail' | 'retryExecution';
	expected: Expected;
}

/** Rows about one thing. */
export interface FaultGroup {
	title: string;
	rows: readonly FaultRow[];
}
