import type { INodeProperties } from 'n8n-workflow';

import { getVideo } from '../services/videos';
import { awaitClip, deliver } from '../clip/deliver';
import { requireDownloadable } from '../files/expiry';
import { files, readFiles } from '../parameters/files';
import { limitsWithWaiting } from '../parameters/limits';
import { downloadOptions } from '../parameters/options';
import { readVideoId, videoId } from '../parameters/videoId';
import { readWait, waitForCompletion } from '../parameters/wait';
import { defineOperation } from './operation';

/** Saves newcomers a second node after Create. */
const downloadNotice: INodeProperties = {
	displayName:
		'Create already returns the file when its Wait for Completion is on. Download is for videos that were created without waiting, or that a trigger announces.',
	name: 'downloadNotice',
	type: 'notice',
	default: '',
};

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
		...readFiles(context, itemIndex),
	}),
	async execute(run, input, turn) {
		const { video } = await getVideo(run.server, input.videoId);
		if (!input.wait) requireDownloadable(video);
		const clip = await awaitClip(run, video);
		return [await deliver(run, turn, clip, { ...input, wait: true })];
	},
});
