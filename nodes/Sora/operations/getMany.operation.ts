import { eachVideo } from '../api/paging';
import type { Video } from '../api/video';
import { listVideos } from '../api/videos';
import { videoItem } from '../output/videoItem';
import { limitsWithoutWaiting } from '../parameters/limits';
import { list, matches, readListInput, stopRule } from '../parameters/list';
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
		const videos: Video[] = [];
		const pages = eachVideo(async (query) => await listVideos(run.server, query), input.order);
		const onlyOlderFollow = stopRule(input);
		for await (const video of pages) {
			if (matches(video, input.filters)) videos.push(video);
			if (videos.length >= input.limit || onlyOlderFollow(video)) break;
		}
		return videos.map((video) =>
			videoItem(itemIndex, video, { simplify: input.simplify || run.isTool }),
		);
	},
});
