import type { Outcome, Play } from './player/messages';
import type { Answers, Asked, Route } from './server/server';

/** What must come of a row beside the bounds that hold for each. */
export interface Expected {
	/** How the run ends; `success` by default. */
	status?: 'success' | 'error' | 'canceled' | 'listed' | 'played';
	/** Items with their own file, byte for byte; none by default. */
	clips?: number;
	/** One for each error that must come, in any order; none by default. */
	errors?: readonly ExpectedError[];
	/** In place of all that: this one error is as good. */
	orError?: ExpectedError;
	/** However the run ends and whatever comes out: only the bounds hold. */
	orAnything?: boolean;
	/** Most requests of a route. */
	mostAsked?: Partial<Record<Route, number>>;
	/** Least requests of a route. */
	leastAsked?: Partial<Record<Route, number>>;
	/** For rows of so many items that n8n itself needs long for them. */
	mayBlock?: boolean;
	/** How long the run may take by the node's clock. */
	mostSeconds?: number;
	/** Whether no timer of the node may outlive the run. */
	noTimers?: boolean;
	/** What else must hold: a sentence for each thing that does not. */
	also?: (seen: Seen) => string[];
}

export interface ExpectedError {
	kind: RegExp;
	/** What message and advice together must say. */
	says?: RegExp;
	/** Whether the user is told that the video may exist; no by default. */
	mayExist?: boolean;
	videoId?: string;
}

/** What a row may do while its run is under way. */
export interface Controls {
	stop(): void;
	shiftClock(ms: number): void;
}

/** One hostile or faulty answer, and what must come of it. */
export interface HostileRow {
	name: string;
	play: Play;
	/** What the server does in place of the right thing. */
	answers?: (honest: Answers) => Partial<Answers>;
	onAsked?: (asked: Asked, controls: Controls) => void;
	expected?: Expected;
	/** Real time after which the run counts as hung; 15 s by default. */
	deadlineMs?: number;
	/** Whether Jest plays it too, in its project `hostile`. */
	inTests?: boolean;
}

export interface HostileGroup {
	title: string;
	rows: readonly HostileRow[];
}

/** What came of a row. */
export interface Seen {
	/** Or in a sentence why there is none. */
	outcome: Outcome | string;
	asked: readonly Asked[];
	/** Clips that arrived whole. */
	clips: number;
	/** Most equal requests within a second, over some seconds, by the node's clock. */
	perSecond: number;
}
