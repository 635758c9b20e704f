import type { IExecuteFunctions } from 'n8n-workflow';

import { largestImageBytes } from '../files/mediaType';
import {
	checkReferenceImage,
	fetchReferenceImage,
	type ReferenceImage,
} from '../files/referenceImage';
import type { NodeRun } from '../run/nodeRun';
import type { Picture } from '../services/clipRequest';
import { inputFileBytes, loadInputFile } from './inputField';

/** Where an image comes from. Its bytes are loaded only when the item's turn comes. */
export type PictureSource = { field: string } | { url: string } | { fileId: string };

/** The images of a clip, or where they come from. */
interface Pictures<Image> {
	firstFrame: Image | undefined;
	lastFrame: Image | undefined;
	referenceImages: readonly Image[];
}

/** How large the images are, before they are loaded; of one from the web, how large it may be. */
export async function pictureBytes(
	context: IExecuteFunctions,
	{ firstFrame, lastFrame, referenceImages }: Pictures<PictureSource>,
	itemIndex: number,
): Promise<number> {
	let bytes = 0;
	for (const source of [firstFrame, lastFrame, ...referenceImages]) {
		if (source && 'url' in source) bytes += largestImageBytes;
		if (source && 'field' in source) {
			bytes += await inputFileBytes(context, itemIndex, source.field);
		}
	}
	return bytes;
}

/** Where and for whom images are loaded. */
type Loading = Pick<NodeRun, 'context' | 'server' | 'stop'>;

/**
 * The images of a clip as they are asked for, one after the other, and the pixels of the first frame
 * as `WIDTHxHEIGHT`, where its file is at hand and tells them.
 *
 * @throws SoraError `badInput` when there is no image, or none that can be used
 */
export async function loadPictures(
	run: Loading,
	{ firstFrame, lastFrame, referenceImages }: Pictures<PictureSource>,
	itemIndex: number,
): Promise<Pictures<Picture> & { framePixels: string | undefined }> {
	const load = async (source: PictureSource): Promise<LoadedPicture> => {
		if ('fileId' in source) return { picture: { fileId: source.fileId }, pixels: undefined };
		const { upload, width, height } = await loadImage(run, itemIndex, source);
		return { picture: { upload }, pixels: width && height ? `${width}x${height}` : undefined };
	};
	const first = firstFrame && (await load(firstFrame));
	const last = lastFrame && (await load(lastFrame));
	const references: Picture[] = [];
	for (const source of referenceImages) references.push((await load(source)).picture);
	return {
		firstFrame: first?.picture,
		lastFrame: last?.picture,
		referenceImages: references,
		framePixels: first?.pixels,
	};
}

interface LoadedPicture {
	picture: Picture;
	pixels: string | undefined;
}

async function loadImage(
	{ context, server, stop }: Loading,
	itemIndex: number,
	source: { field: string } | { url: string },
): Promise<ReferenceImage> {
	if ('url' in source) return await fetchReferenceImage(server, source.url, stop);
	const { bytes, fileName } = await loadInputFile(context, itemIndex, source.field);
	return checkReferenceImage(bytes, fileName);
}
