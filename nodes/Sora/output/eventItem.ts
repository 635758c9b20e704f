import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { isoTime } from '../api/isoTime';
import type { AcceptedEvent } from '../webhooks/reception';
import { simpleVideoJson, videoJson } from './videoItem';

/** An accepted event as the item a workflow starts with. A failed video is data here, no error. */
export function eventItem(
	{ event, deliveryId, video }: AcceptedEvent,
	simplify: boolean,
): INodeExecutionData {
	const { id, type, createdAtSeconds, videoId } = event;
	return {
		json: {
			event: { id, type, createdAt: isoTime(createdAtSeconds), deliveryId, videoId },
			video: videoPart(videoId, video, simplify),
		},
	};
}

function videoPart(
	videoId: string,
	video: AcceptedEvent['video'],
	simplify: boolean,
): IDataObject | null {
	if (video === 'unknown') return null;
	if (video === 'notAsked') return { id: videoId };
	return simplify ? simpleVideoJson(video) : videoJson(video);
}
