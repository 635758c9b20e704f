import { SoraError, toSoraError } from '../api/errors';
import { eachVideo } from '../services/paging';
import type { Server } from '../api/server';
import type { Video } from '../services/video';
import { getVideo, listVideos, type PageQuery, type VideoEntry } from '../services/videos';

/** What a request for one render has shown. */
export interface RenderLook {
	/** The id asked for. */
	id: string;
	/** The render, or why it was not shown. */
	found: Video | SoraError;
	/** The pause the server asks for before the next look. */
	pollAfterMs: number | null;
}

/** What the newest pages of the server's list have shown. */
export interface ListLook {
	/** The renders asked for, by their ids. */
	found: Map<string, Video>;
	/** The ids of those that had to be shown and were not. */
	missing: string[];
	/** The newest that the pages show. */
	listed: Video[];
	requests: number;
	/** Why no more pages could be read. */
	problem: SoraError | undefined;
	sentMs: number;
	/** The pause the server asks for before the next look. */
	pollAfterMs: number | null;
}

/** What the newest page of the list has shown of past renders. */
export interface PastLook {
	past: Video[];
	/** Why the page could not be read. */
	problem: SoraError | undefined;
}

/** All renders wait for a page: one that takes longer is no help to them. */
const pageLimitMs = 10_000;
const pageSize = 100;
/** The next look makes up for one that went wrong. */
const once = { retry: false };
/** More of the past tell nothing more about renders to come. */
const mostPast = 200;
const noMore = { entries: [], isCut: false, lastId: null, hasMore: false };

/** Asks for one render. */
export async function lookAtRender(server: Server, id: string): Promise<RenderLook> {
	const answer = await getVideo(server, id, once).catch(toSoraError);
	return answer instanceof SoraError
		? { id, found: answer, pollAfterMs: null }
		: { id, found: answer.video, pollAfterMs: answer.pollAfterMs };
}

/**
 * Asks for the newest page of the list, and for more only while a render that is due is missing.
 *
 * @param wanted the ids of all renders that a page may tell about
 * @param due those of them that have to be shown
 */
export async function lookAtList(
	server: Server,
	wanted: ReadonlySet<string>,
	due: ReadonlySet<string>,
	nowMs: number,
): Promise<ListLook> {
	const found = new Map<string, Video>();
	const listed: Video[] = [];
	const missing = new Set(due);
	const mostPages = Math.ceil(wanted.size / pageSize) + 1;
	let requests = 0;
	let pollAfterMs: number | null = null;
	const loadPage = async (query: PageQuery) => {
		if (requests > 0 && (missing.size === 0 || requests >= mostPages)) return noMore;
		requests++;
		const page = await listVideos(server, query, { ...once, limitMs: pageLimitMs });
		pollAfterMs = page.pollAfterMs;
		listed.push(...newest(page.entries));
		return page;
	};
	const read = async () => {
		for await (const video of eachVideo(loadPage, 'desc', ({ id }) => wanted.has(id))) {
			found.set(video.id, video);
			missing.delete(video.id);
		}
	};
	const problem = await read().then(() => undefined, toSoraError);
	return { found, missing: [...missing], listed, requests, problem, sentMs: nowMs, pollAfterMs };
}

/** Asks for the newest page of the list, for what it tells of past renders. */
export async function lookAtPast(server: Server): Promise<PastLook> {
	const query: PageQuery = { limit: pageSize, order: 'desc' };
	const page = await listVideos(server, query, { ...once, limitMs: pageLimitMs }).catch(
		toSoraError,
	);
	return page instanceof SoraError
		? { past: [], problem: page }
		: { past: newest(page.entries), problem: undefined };
}

/** Servers without paging may list the oldest first. */
function newest(entries: readonly VideoEntry[]): Video[] {
	const byAge = entries.toSorted((a, b) => (b.createdAtSeconds ?? 0) - (a.createdAtSeconds ?? 0));
	return byAge.slice(0, mostPast).flatMap((entry) => entry.read() ?? []);
}
