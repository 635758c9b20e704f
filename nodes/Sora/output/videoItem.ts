import type { IBinaryKeyData, IDataObject, INodeExecutionData } from 'n8n-workflow';

import { isoTime } from '../api/isoTime';
import type { Video } from '../services/video';
import { estimateCostUsd } from '../money/prices';
import { knownNumbers, renderSecondsOf } from './runJson';

/**
 * A video as an item's JSON: what the server sent, with the fields every server names differently
 * brought to one form. Times stand in ISO form beside the server's unix seconds. A failure is named
 * `failure`, never `error`: n8n takes a top-level `error` for a failed item and may run the node
 * again, which would pay twice.
 */
export function videoJson(video: Video): IDataObject {
	const { id, status, ...fields } = simpleVideoJson(video);
	return {
		...video.raw,
		id,
		status,
		serverStatus: video.serverStatus,
		...fields,
		...knownNumbers({
			renderSeconds: renderSecondsOf(video),
			estimatedCostUsd: estimateCostUsd(video),
		}),
	};
}

/**
 * The ten fields most workflows need, also what an AI agent gets. A failed video has its reason
 * beside them: it is the one thing a workflow on failed videos is for.
 */
export function simpleVideoJson(video: Video): IDataObject {
	return {
		id: video.id,
		status: video.status,
		prompt: video.prompt,
		model: video.model,
		seconds: video.seconds,
		size: video.size,
		progress: video.progress,
		createdAt: isoTime(video.createdAtSeconds),
		completedAt: isoTime(video.completedAtSeconds),
		expiresAt: isoTime(video.expiresAtSeconds),
		...failureOf(video),
	};
}

/** An empty `error`, as some servers have it on every video, makes no failure of a completed one. */
function failureOf({ status, failure }: Video): IDataObject {
	return failure && status !== 'completed' ? { failure: { ...failure } } : {};
}

/**
 * An output item, paired with the input item it came from.
 *
 * @param extra added to the video's JSON
 */
export function videoItem(
	itemIndex: number,
	video: Video,
	{ simplify, extra, binary }: { simplify: boolean; extra?: IDataObject; binary?: IBinaryKeyData },
): INodeExecutionData {
	return {
		json: { ...(simplify ? simpleVideoJson(video) : videoJson(video)), ...extra },
		...(binary && Object.keys(binary).length > 0 ? { binary } : {}),
		pairedItem: { item: itemIndex },
	};
}
