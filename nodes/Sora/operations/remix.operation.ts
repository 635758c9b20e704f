import { getVideo } from '../services/videos';
import { prompt, readPrompt } from '../parameters/prompt';
import { readVideoId, videoId } from '../parameters/videoId';
import { renderOperation } from './renderOperation';

/** POST /videos/{id}/remix: the older form of Edit, which more servers have. It takes the prompt only. */
export const remixOperation = renderOperation({
	option: {
		name: 'Remix',
		value: 'remix',
		action: 'Remix video',
		description: 'Render a finished video again with a change named in a prompt',
	},
	head: [videoId, prompt],
	read: (context, itemIndex) => ({
		videoId: readVideoId(context, itemIndex),
		prompt: readPrompt(context, itemIndex, false),
	}),
	request: async (_run, own) => ({
		kind: 'remix',
		prompt: own.prompt,
		source: { videoId: own.videoId },
	}),
	// A remix is as long as its source.
	clip: async ({ server }, own) => (await getVideo(server, own.videoId)).video,
});
