import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { isoTime } from '../api/isoTime';
import type { Server } from '../api/server';
import { openServer } from '../services/openServer';
import type { Video } from '../services/video';
import { listVideos, type VideoEntry } from '../services/videos';

const pageSize = 50;
/** Nobody scrolls further; a search finds the others. */
const mostChoices = 500;
const entriesAtOnce = 250;
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
		const { entries, next } = await loadPage(server, token);
		const results = await choicesOf(entries, wanted);
		if (results.length > 0 || next === undefined || page >= mostPages) {
			return { results, ...(next === undefined ? {} : { paginationToken: next }) };
		}
		token = next;
	}
}

async function loadPage(
	server: Server,
	after: string | undefined,
): Promise<{ entries: VideoEntry[]; next: string | undefined }> {
	const { entries, lastId, hasMore } = await listVideos(server, {
		limit: pageSize,
		order: 'desc',
		...(after ? { after } : {}),
	});
	const next = hasMore && lastId !== null && lastId !== after ? lastId : undefined;
	return { entries, next };
}

/** @param wanted in lower case */
async function choicesOf(
	entries: readonly VideoEntry[],
	wanted: string,
): Promise<INodeListSearchItems[]> {
	const choices: INodeListSearchItems[] = [];
	for (const [index, entry] of entries.entries()) {
		if (choices.length >= mostChoices) break;
		// Servers without paging may have sent ten thousand, and n8n does other things beside.
		if (index % entriesAtOnce === entriesAtOnce - 1) await sleep(0);
		const video = entry.read();
		if (!video) continue;
		const name = label(video);
		if (`${name} ${video.id}`.toLowerCase().includes(wanted))
			choices.push({ name, value: video.id });
	}
	return choices;
}

/** Prompt, status and date, as far as the server shows them. */
function label({ prompt, status, createdAtSeconds, id }: Video): string {
	const text = (prompt ?? id).replace(/\s+/g, ' ');
	const title = text.length > longestPrompt ? `${text.slice(0, longestPrompt - 1)}…` : text;
	const date = isoTime(createdAtSeconds)?.slice(0, 16).replace('T', ' ');
	return [title, status.replace('_', ' '), date].filter((part) => part !== undefined).join(' · ');
}
