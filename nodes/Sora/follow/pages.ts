import { toSoraError } from '../api/errors';
import { eachVideo } from '../api/paging';
import type { Server } from '../api/server';
import type { Video } from '../api/video';
import { listVideos } from '../api/videos';

/** What one look at the server's list showed of the renders asked for. */
export interface PageLook {
	videos: Map<string, Video>;
	requests: number;
	/** The pause the server asks for before the next look. */
	pollAfterMs: number | null;
}

/** Looks at many renders by few requests, as long as the list of the server can be relied on. */
export interface Pages {
	/** Whether so many renders are better looked up in the list than one by one. */
	areUseful(renders: number, nowMs: number): boolean;
	/**
	 * Asks for the newest page, and for more only while one of `due` is missing. A list that fails or
	 * shows next to nothing is left alone for a while, then for good.
	 *
	 * @throws SoraError `cancelled` only
	 */
	look(wanted: ReadonlySet<string>, due: ReadonlySet<string>): Promise<PageLook>;
	/**
	 * Whether a render should be looked up by itself as well, to see whether the list lags behind.
	 *
	 * @param hasMoved the last page showed something new
	 */
	wantProbe(hasMoved: boolean): boolean;
	/** Leaves the list alone for good: it has shown a render as running that had ended long before. */
	distrust(): void;
}

/** Below this, single looks cost no more and say more. */
const fewestRenders = 3;
const restMs = 30_000;
/** All renders wait for a page: one that takes longer is no help to them. */
const pageLimitMs = 10_000;
const mostRests = 3;
const looksPerProbe = 5;
const stillLooksPerProbe = 2;
const pageSize = 100;

/** @param server asked for its list, newest first */
export function openPages(server: Server): Pages {
	let restsUntilMs = 0;
	let rests = 0;
	let looks = 0;
	const rest = (ms: number) => {
		rests++;
		restsUntilMs = Date.now() + ms;
	};
	return {
		areUseful: (renders, nowMs) =>
			renders >= fewestRenders && rests < mostRests && nowMs >= restsUntilMs,
		look: async (wanted, due) => {
			looks++;
			const seen = new Map<string, Video>();
			const mostPages = Math.ceil(wanted.size / pageSize) + 1;
			const missing = new Set(due);
			let requests = 0;
			let pollAfterMs: number | null = null;
			const pages = eachVideo(async (query) => {
				if (requests > 0 && (missing.size === 0 || requests >= mostPages)) return noMore;
				requests++;
				const page = await listVideos(server, query, { retry: false, limitMs: pageLimitMs });
				pollAfterMs = page.pollAfterMs;
				return page;
			}, 'desc');
			const read = async () => {
				for await (const video of pages) {
					if (wanted.has(video.id)) seen.set(video.id, video);
					missing.delete(video.id);
				}
			};
			const problem = await read().then(() => undefined, toSoraError);
			if (problem?.kind === 'cancelled') throw problem;
			if (problem) rest(Math.max(problem.details.pauseMs ?? 0, restMs));
			else if (seen.size < fewestRenders) rest(restMs);
			if (problem?.kind === 'notSupported') rests = mostRests;
			return { videos: seen, requests, pollAfterMs };
		},
		wantProbe: (hasMoved) => looks % (hasMoved ? looksPerProbe : stillLooksPerProbe) === 0,
		distrust: () => {
			rests = mostRests;
		},
	};
}

const noMore = { videos: [], lastId: null, hasMore: false };
