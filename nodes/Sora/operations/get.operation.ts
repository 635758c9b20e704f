import { getVideo } from '../services/videos';
import { requireCompleted } from '../follow/outcome';
import { videoItem } from '../output/videoItem';
import { limitsWithWaiting } from '../parameters/limits';
import { readSimplify, simplify } from '../parameters/simplify';
import { readVideoId, videoId } from '../parameters/videoId';
import { readWait, waitForCompletion } from '../parameters/wait';
import { defineOperation } from './operation';

/** GET /videos/{id}: how a render stands. A failed one is data here, unless it was waited for. */
export const getOperation = defineOperation({
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get video',
		description: 'Look up how a video stands, without its files',
	},
	fields: [
		videoId,
		{
			...waitForCompletion,
			default: false,
			description: 'Whether to wait until the render has ended',
		},
		simplify,
		limitsWithWaiting,
	],
	read: (context, itemIndex) => ({
		videoId: readVideoId(context, itemIndex),
		wait: readWait(context, itemIndex),
		simplify: readSimplify(context, itemIndex),
	}),
	async execute(run, input, { itemIndex }) {
		const { video } = await getVideo(run.server, input.videoId);
		const shown = input.wait
			? requireCompleted((await run.follower.untilEnded(video)).video)
			: video;
		return [videoItem(itemIndex, shown, { simplify: input.simplify || run.isTool })];
	},
});
