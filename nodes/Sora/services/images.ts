import type { IDataObject } from 'n8n-workflow';

import type { ClipRequest, Picture } from './clipRequest';
import { dataUrl } from './fields';

/** An image as JSON carries it: its bytes as a data URL, or its name at the server. */
export function pictureUrl(picture: Picture): string {
	return 'upload' in picture ? dataUrl(picture.upload) : picture.fileId;
}

/** An image as a part of a list, the way OpenRouter and LiteLLM write it. */
export function imageEntry(picture: Picture): IDataObject {
	return { type: 'image_url', image_url: { url: pictureUrl(picture) } };
}

/** The first and the last frame as such a list. */
export function frameEntries({
	firstFrame,
	lastFrame,
}: Pick<ClipRequest, 'firstFrame' | 'lastFrame'>): IDataObject[] {
	return [
		...(firstFrame ? [{ ...imageEntry(firstFrame), frame_type: 'first_frame' }] : []),
		...(lastFrame ? [{ ...imageEntry(lastFrame), frame_type: 'last_frame' }] : []),
	];
}
