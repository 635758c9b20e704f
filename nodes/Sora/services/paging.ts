import type { Video } from './video';
import type { PageQuery, VideoPage } from './videos';

/** Pages end by the server's word or by content; this only guards against a server that repeats for ever. */
const mostPages = 1_000;
const pageSize = 100;

/**
 * All videos of a list, each once, page by page. Servers without cursors (SGLang, FastVideo) are
 * paged by the last id; those that send the same page again (TensorRT-LLM) are noticed by its last
 * id, or since it brings no video that was not there before. Entries that are no videos end nothing.
 *
 * @param loadPage asks the server for one page
 */
export async function* eachVideo(
	loadPage: (query: PageQuery) => Promise<Pick<VideoPage, 'videos' | 'lastId' | 'hasMore'>>,
	order: 'asc' | 'desc',
): AsyncGenerator<Video> {
	const seen = new Set<string>();
	let after: string | undefined;
	for (let page = 0; page < mostPages; page++) {
		const { videos, lastId, hasMore } = await loadPage({
			limit: pageSize,
			order,
			...(after === undefined ? {} : { after }),
		});
		const known = seen.size;
		for (const video of videos) {
			if (seen.has(video.id)) continue;
			seen.add(video.id);
			yield video;
		}
		const isRepeated = lastId === after || (videos.length > 0 && seen.size === known);
		if (!hasMore || lastId === null || isRepeated) return;
		after = lastId;
	}
}
