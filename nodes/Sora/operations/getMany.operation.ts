import { eachVideo } from '../services/paging';
import type { Video } from '../services/video';
import { listVideos, type VideoEntry } from '../services/videos';
import { videoItem } from '../output/videoItem';
import { limitsWithoutWaiting } from '../parameters/limits';
import { list, readListInput, type ListFilters, type ListInput } from '../parameters/list';
import { simplify } from '../parameters/simplify';
import { defineOperation } from './operation';

/** GET /videos, page by page. Filters are applied here, since the API has none. */
export const getManyOperation = defineOperation({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many videos',
		description: 'List the videos at the server',
	},
	fields: [...list, simplify, limitsWithoutWaiting],
	read: readListInput,
	async execute(run, input, { itemIndex }) {
		const found: Video[] = [];
		const order = { isKept: true };
		const videos = eachVideo(async (query) => {
			const page = await listVideos(run.server, query);
			order.isKept &&= isInOrder(page.entries, input.order);
			return page;
		}, input.order);
		const onlyOlderFollow = stopRule(input);
		for await (const video of videos) {
			if (matches(video, input.filters)) found.push(video);
			// Where the server lists as it likes, the first video may stand on the last page.
			if (order.isKept && (found.length >= input.limit || onlyOlderFollow(video))) break;
		}
		const sorted = order.isKept ? found : inOrder(found, input.order);
		return sorted
			.slice(0, input.limit)
			.map((video) => videoItem(itemIndex, video, { simplify: input.simplify || run.isTool }));
	},
});

/** Whether a page runs as asked for; some servers ignore the order. */
function isInOrder(entries: readonly VideoEntry[], order: ListInput['order']): boolean {
	const times = entries.flatMap(({ createdAtSeconds }) => createdAtSeconds ?? []);
	return times.every((time, index) => {
		const before = times[index - 1] ?? time;
		return order === 'desc' ? time <= before : time >= before;
	});
}

/** By creation; videos that do not tell theirs come last. */
function inOrder(videos: readonly Video[], order: ListInput['order']): Video[] {
	const isNewestFirst = order === 'desc';
	const last = isNewestFirst ? 0 : Number.MAX_VALUE;
	return videos.toSorted((a, b) => {
		const laterSeconds = (a.createdAtSeconds ?? last) - (b.createdAtSeconds ?? last);
		return isNewestFirst ? -laterSeconds : laterSeconds;
	});
}

/** Whether a video passes all filters. One without a creation time passes no time filter. */
export function matches(video: Video, filters: ListFilters): boolean {
	const createdMs = (video.createdAtSeconds ?? Number.NaN) * 1000;
	return (
		(filters.status?.includes(video.status) ?? true) &&
		(filters.model === undefined || filters.model === video.model) &&
		(filters.createdAfterMs === undefined || createdMs >= filters.createdAfterMs) &&
		(filters.createdBeforeMs === undefined || createdMs < filters.createdBeforeMs)
	);
}

/** So many older videos in a row mean that only older ones follow. */
const enoughOlder = 100;

/**
 * Tells, video by video, when the rest of a list can no longer match, so that a look at today's
 * videos does not page through the whole year. Judges only a list that has been seen to run from
 * new to old: some servers ignore the order asked for.
 */
export function stopRule({
	order,
	filters,
}: Pick<ListInput, 'order' | 'filters'>): (video: Video) => boolean {
	const wantedFrom = (filters.createdAfterMs ?? Number.NEGATIVE_INFINITY) / 1000;
	let newest: number | undefined;
	let olderInRow = 0;
	return ({ createdAtSeconds }) => {
		if (order !== 'desc' || createdAtSeconds === null) return false;
		newest = Math.max(newest ?? createdAtSeconds, createdAtSeconds);
		olderInRow = createdAtSeconds < wantedFrom ? olderInRow + 1 : 0;
		return olderInRow >= enoughOlder && createdAtSeconds < newest;
	};
}
