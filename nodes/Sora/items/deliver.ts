import type { IBinaryKeyData, IDataObject, INodeExecutionData } from 'n8n-workflow';

import { toSoraError } from '../api/errors';
import type { Video } from '../api/video';
import { deleteVideo } from '../api/videos';
import { downloadFile, requireDownloadable } from '../files/download';
import type { Variant } from '../files/mediaType';
import { hasEnded, requireCompleted } from '../render/outcome';
import { videoItem } from './outputItem';
import type { NodeRun } from './run';

/** Which files of a video are wanted, and where they go. */
export interface FileChoice {
	variants: Variant[];
	/** Name of the binary field of the video. */
	field: string;
}

/** What happens after a render was started. */
export interface Delivery extends FileChoice {
	/** Whether to wait for the end of the render and fetch its files. */
	wait: boolean;
	deleteAfterDownload: boolean;
}

/**
 * Follows a render to its end, fetches its files and makes the output item. Without waiting the
 * item is made at once, unless the server rendered while the request was open and sent the file
 * along (Dynamo): that file exists nowhere else.
 *
 * @throws SoraError with the video's id
 */
export async function deliver(
	run: NodeRun,
	itemIndex: number,
	video: Video,
	delivery: Delivery,
): Promise<INodeExecutionData> {
	const hasCome = video.status === 'completed' && video.files.some((file) => 'base64' in file);
	if (!delivery.wait && !hasCome) return videoItem(itemIndex, video, { simplify: run.isTool });
	// A render that has just ended is simply fetched: n8n's clock may be wrong, the server's is not.
	if (hasEnded(video)) requireDownloadable(requireCompleted(video), Date.now());
	const ended = requireCompleted(await run.follower.untilEnded(video));
	const { binary, missingFiles } = await fetchFiles(run, ended, delivery);
	const isSafe = delivery.variants.includes('video') && delivery.field in binary;
	const extra: IDataObject = {
		...(missingFiles.length > 0 ? { missingFiles } : {}),
		...(isSafe && delivery.deleteAfterDownload ? await removeFromServer(run, ended.id) : {}),
	};
	return videoItem(itemIndex, ended, { simplify: run.isTool, binary, extra });
}

async function fetchFiles(
	run: NodeRun,
	video: Video,
	{ variants, field }: FileChoice,
): Promise<{ binary: IBinaryKeyData; missingFiles: Variant[] }> {
	const binary: IBinaryKeyData = {};
	const missingFiles: Variant[] = [];
	for (const variant of variants) {
		const file = await downloadFile(run.context, run.server, video, variant, run.stop);
		// A file that is the only one asked for needs no second name.
		const isMain = variant === 'video' || variants.length === 1;
		if (file) binary[isMain ? field : `${field}_${variant}`] = file;
		else missingFiles.push(variant);
	}
	return { binary, missingFiles };
}

/** The clip is in n8n, so a failure here is no failure of the item; but it is said. */
async function removeFromServer(run: NodeRun, id: string): Promise<IDataObject> {
	const result = await deleteVideo(run.server, id).catch(toSoraError);
	if (typeof result === 'boolean') return { deletedFromServer: result };
	return { deletedFromServer: false, deleteProblem: result.message };
}
