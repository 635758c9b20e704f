import { getVideo } from '../api/videos';
import { limitsWithWaiting } from '../fields/limits';
import { simplify } from '../fields/simplify';
import { videoId } from '../fields/videoId';
import { waitForCompletion } from '../fields/wait';
import { videoItem } from '../output/videoItem';
import { readWait } from '../parameters/delivery';
import { readVideoId } from '../parameters/ids';
import { readParameter, toggle } from '../parameters/read';
import { requireCompleted } from '../follow/outcome';
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
		simplify: readParameter(context, itemIndex, 'simplify', 'Simplify', toggle),
	}),
	async execute(run, input, { itemIndex }) {
		const { video } = await getVideo(run.server, input.videoId);
		const shown = input.wait
			? requireCompleted((await run.follower.untilEnded(video)).video)
			: video;
		return [videoItem(itemIndex, shown, { simplify: input.simplify || run.isTool })];
	},
});
