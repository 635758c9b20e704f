import { uploadsOf, type ClipRequest } from '../services/clipRequest';
import { cancelledError } from '../api/errors';
import type { ClipSpec, Video } from '../services/video';
import type { NodeRun, Turn } from '../run/nodeRun';
import type { Slot } from '../run/slots';
import type { UploadStay } from '../run/uploadRoom';
import { renderKey } from './sameness';

/** A request ready to be sent, and what it says about the clip. */
export interface RenderRequest {
	request: ClipRequest;
	spec: ClipSpec;
}

/** What an output asks for, before its files are loaded. */
export interface RenderWish {
	/** As far as it is known without the files. */
	spec: ClipSpec;
	/** How large the files are, as far as that is known before they are loaded; 0 without any. */
	uploadBytes: () => Promise<number>;
	/** Loads the files and puts the request together. */
	build: () => Promise<RenderRequest>;
}

/** A request whose files are in memory. */
export interface LoadedRequest extends RenderRequest {
	/** As `renderKey` gives it; hashed once, since it covers every byte. */
	key: string;
}

/**
 * A wish on its way. Its files are loaded when they are needed and dropped when the create was
 * answered: a render takes minutes, and hundreds of them may run at once.
 */
export interface RenderOrder {
	/** What is asked for, as far as it is known by now. */
	spec(): ClipSpec;
	/**
	 * Loads the files, once there is room for them.
	 *
	 * @throws SoraError `badInput` when a file cannot be had or does not fit, `cancelled` when the run
	 * ends meanwhile
	 */
	load(): Promise<LoadedRequest>;
	/** Lets the files go; `load` fetches them anew. */
	drop(): void;
}

/** Nothing loaded yet. */
export function openOrder(
	run: NodeRun,
	{ version, slot }: Pick<Turn, 'version' | 'slot'>,
	{ spec, uploadBytes, build }: RenderWish,
): RenderOrder {
	let known = spec;
	let loading: Promise<LoadedRequest> | undefined;
	let stay: UploadStay | undefined;
	const begin = async (): Promise<LoadedRequest> => {
		const bytes = await uploadBytes();
		if (bytes > 0) stay = await enterRoom(run, slot, bytes);
		const loaded = await build();
		stay?.settle(bytesOf(loaded.request));
		return { ...loaded, key: renderKey(run.server.baseUrl, loaded.request, version) };
	};
	return {
		spec: () => known,
		load: async () => {
			const loaded = await (loading ??= begin());
			known = loaded.spec;
			return loaded;
		},
		drop: () => {
			loading = undefined;
			stay?.leave();
			stay = undefined;
		},
	};
}

/** Whoever waits for room holds no slot: one that has room may need a slot to go on. */
async function enterRoom(
	{ uploadRoom, server, stop }: NodeRun,
	slot: Slot,
	bytes: number,
): Promise<UploadStay> {
	const atOnce = uploadRoom.tryEnter(bytes);
	if (atOnce) return atOnce;
	slot.leave();
	const stay = await uploadRoom.enter(bytes, server.cancelSignal, stop);
	await slot.retake();
	if (!server.cancelSignal?.aborted && !stop.aborted) return stay;
	stay.leave();
	throw cancelledError();
}

function bytesOf(request: ClipRequest): number {
	return uploadsOf(request).reduce((sum, { bytes }) => sum + bytes.length, 0);
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
	/** The server made it for this execution by its own word: only such a one may be deleted by it. */
	isMade: boolean;
	waitMs: number;
	/** Requests for its status; a page that showed several renders counts by its share. */
	statusRequests: number;
}

/** A video at the server, and whether it was made for this execution by the server's own word. */
export interface Started {
	video: Video;
	isMade: boolean;
}

/** A completed render, or with `wait: false` one that has been started. */
export interface Rendered {
	video: Video;
	facts: RenderFacts;
}
