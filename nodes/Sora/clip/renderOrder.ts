import type { CreateRequest } from '../api/create';
import type { ClipSpec, Video } from '../api/video';

/** A request ready to be sent, and what it says about the clip. */
export interface RenderOrder {
	request: CreateRequest;
	spec: ClipSpec;
}

/** How a render is started and followed. */
export interface RenderOptions {
	/** Whether to wait for its end. */
	wait: boolean;
	/** Outputs per item, each a render of its own. */
	versions: number;
	/** So many times more where a render fails. */
	renderAgain: number;
	/** Whether to create again when a create was not answered and its render is not found. */
	retryCreate: boolean;
	/** An equal render not older than this will do; 0 for none. */
	reuseWithinMs: number;
	/** Whether an unfinished render is deleted at the server when the execution is stopped. */
	deleteWhenStopped: boolean;
}

/** How a render came about. */
export interface RenderFacts {
	/** Renders this output has taken; a reused one counts too. */
	tries: number;
	/** It was made for an equal request before. */
	reused: boolean;
	/** It was started by an earlier try of the same execution. */
	resumed: boolean;
	waitMs: number;
	/** Requests for its status; a page that showed several renders counts by its share. */
	statusRequests: number;
}

/** A completed render, or with `wait: false` one that has been started. */
export interface Rendered {
	video: Video;
	facts: RenderFacts;
}
