import { sleep } from 'n8n-workflow';

import { SoraError } from '../api/errors';
import { steadyNowMs } from '../api/steadyClock';
import type { Video } from './video';
import type { PageQuery, VideoEntry, VideoPage } from './videos';

/** Nobody waits longer for a list. */
const mostPages = 200;
const longestMs = 2 * 60_000;
const pageSize = 100;
/** After so many entries everything else in n8n has its turn: a page may hold ten thousand. */
const entriesAtOnce = 250;

type Page = Pick<VideoPage, 'entries' | 'isCut' | 'lastId' | 'hasMore'>;

/**
 * All videos of a list, each once, page by page. Servers without cursors (SGLang, FastVideo) are
 * paged by the last id; those that send the same page again (TensorRT-LLM) are noticed by its last
 * id, or since it brings no entry that was not there before. Entries that are no videos end nothing.
 *
 * @param loadPage asks the server for one page
 * @param isWanted by what an entry shows at first glance: the others are not read
 * @throws SoraError `timeout` where the list goes on beyond all reason
 */
export async function* eachVideo(
	loadPage: (query: PageQuery) => Promise<Page>,
	order: 'asc' | 'desc',
	isWanted: (entry: VideoEntry) => boolean = () => true,
): AsyncGenerator<Video> {
	const seen = new Set<string>();
	const begunMs = steadyNowMs();
	let after: string | undefined;
	let looked = 0;
	for (let page = 0; page < mostPages && steadyNowMs() - begunMs < longestMs; page++) {
		const query: PageQuery = { limit: pageSize, order, ...(after === undefined ? {} : { after }) };
		const { entries, isCut, lastId, hasMore } = await loadPage(query);
		const known = seen.size;
		for (const entry of entries) {
			if (++looked % entriesAtOnce === 0) await sleep(0);
			if (seen.has(entry.id)) continue;
			seen.add(entry.id);
			const video = isWanted(entry) ? entry.read() : undefined;
			if (video) yield video;
		}
		if (isCut) break;
		const isRepeated = lastId === after || (entries.length > 0 && seen.size === known);
		if (!hasMore || lastId === null || isRepeated) return;
		after = lastId;
	}
	throw endlessList(looked);
}

function endlessList(looked: number): SoraError {
	return new SoraError('timeout', `The list of the server goes on after ${looked} videos`, {
		advice:
			'Ask for less: turn off Return All or lower Limit, or set Filters → Created After with the order Newest First, which ends the search where only older videos follow.',
	});
}
