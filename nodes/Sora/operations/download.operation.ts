import { getVideo } from '../api/videos';
import { files } from '../fields/files';
import { limitsWithWaiting } from '../fields/limits';
import { downloadNotice } from '../fields/notices';
import { downloadOptions } from '../fields/options';
import { videoId } from '../fields/videoId';
import { waitForCompletion } from '../fields/wait';
import { awaitClip, deliver } from '../clip/deliver';
import { readDeleteAfterDownload, readFileChoice, readWait } from '../parameters/delivery';
import { readVideoId } from '../parameters/ids';
import { requireDownloadable } from '../files/expiry';
import { defineOperation } from './operation';

/** GET /videos/{id}/content: the files of a video, waiting for its render if need be. */
export const downloadOperation = defineOperation({
	option: {
		name: 'Download',
		value: 'download',
		action: 'Download video',
		description: 'Fetch the files of a video, waiting for its render if need be',
	},
	fields: [
		downloadNotice,
		videoId,
		waitForCompletion,
		...files,
		limitsWithWaiting,
		downloadOptions,
	],
	read: (context, itemIndex) => ({
		videoId: readVideoId(context, itemIndex),
		wait: readWait(context, itemIndex),
		...readFileChoice(context, itemIndex),
		deleteAfterDownload: readDeleteAfterDownload(context, itemIndex),
	}),
	async execute(run, input, turn) {
		const { video } = await getVideo(run.server, input.videoId);
		if (!input.wait) requireDownloadable(video, Date.now());
		const clip = await awaitClip(run, video);
		return [await deliver(run, turn, clip, { ...input, wait: true })];
	},
});
