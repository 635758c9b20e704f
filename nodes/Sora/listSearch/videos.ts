import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { isoTime } from '../api/isoTime';
import type { Server } from '../api/server';
import { openServer } from '../services/openServer';
import type { Video } from '../services/video';
import { listVideos } from '../services/videos';

const pageSize = 50;
const longestPrompt = 60;

/** A search goes through so many pages at most, since the editor waits for it. */
const mostPages = 20;

/**
 * The video list of the editor, newest first, page by page, found by prompt, status or id. A search
 * goes on until it has found something: the editor asks for no page after an empty one.
 */
export async function searchVideos(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const server = await openServer(this);
	const wanted = (filter ?? '').toLowerCase();
	let token = paginationToken;
	for (let page = 1; ; page++) {
		const { videos, next } = await loadPage(server, token);
		const results = videos
			.map((video) => ({ name: label(video), value: video.id }))
			.filter(({ name, value }) => `${name} ${value}`.toLowerCase().includes(wanted));
		if (results.length > 0 || next === undefined || page >= mostPages) {
			return { results, ...(next === undefined ? {} : { paginationToken: next }) };
		}
		token = next;
	}
}

async function loadPage(
	server: Server,
	after: string | undefined,
): Promise<{ videos: Video[]; next: string | undefined }> {
	const { videos, lastId, hasMore } = await listVideos(server, {
		limit: pageSize,
		order: 'desc',
		...(after ? { after } : {}),
	});
	const next = hasMore && lastId !== null && lastId !== after ? lastId : undefined;
	return { videos, next };
}

/** Prompt, status and date, as far as the server shows them. */
function label({ prompt, status, createdAtSeconds, id }: Video): string {
	const text = (prompt ?? id).replace(/\s+/g, ' ');
	const title = text.length > longestPrompt ? `${text.slice(0, longestPrompt - 1)}…` : text;
	const date = isoTime(createdAtSeconds)?.slice(0, 16).replace('T', ' ');
	return [title, status.replace('_', ' '), date].filter((part) => part !== undefined).join(' · ');
}
