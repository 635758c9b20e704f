import { updateDisplayOptions, type IExecuteFunctions, type INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import type { ClipRequest } from '../services/clipRequest';
import type { Server } from '../api/server';
import { unknownClip, type ClipSpec } from '../services/video';
import { getVideo } from '../services/videos';
import { checkSourceVideo } from '../files/sourceVideo';
import { inputField, inputFileBytes, loadInputFile, readInputField } from './inputField';
import { model, readModel } from './model';
import { readParameter } from './read';
import { readVideoId, videoId } from './videoId';

const choice: INodeProperties = {
	displayName: 'Video Source',
	name: 'videoSource',
	type: 'options',
	options: [
		{ name: 'Video at the Server', value: 'id' },
		{
			name: 'From Input Field',
			value: 'binary',
			description: 'A file that an earlier node has put into a binary field',
		},
	],
	default: 'id',
	description: 'Where the clip to start from is',
};

const videoField = inputField('videoField', { videoSource: ['binary'] });

/** The clip to start from: one at the server, or an own file. */
export const videoSource: INodeProperties[] = [
	choice,
	...updateDisplayOptions({ show: { videoSource: ['id'] } }, [videoId]),
	videoField,
];

/** The model of an own file; a video at the server has its own. */
export const modelOfFile: INodeProperties[] = updateDisplayOptions(
	{ show: { videoSource: ['binary'] } },
	[model],
);

/** The clip an edit or an extension starts from. */
export type VideoSource =
	{ from: 'id'; videoId: string } | { from: 'binary'; field: string; model: string | undefined };

const choiceSchema = z.enum(['id', 'binary']);

/** @throws SoraError `badInput` when no video is chosen or the item has no such file */
export function readVideoSource(context: IExecuteFunctions, itemIndex: number): VideoSource {
	const from = readParameter(context, itemIndex, choice, choiceSchema);
	if (from === 'id') return { from, videoId: readVideoId(context, itemIndex) };
	return {
		from,
		field: readInputField(context, itemIndex, videoField),
		model: readModel(context, itemIndex),
	};
}

/** What is known of the source beforehand: of an own file nothing but its model. */
export async function specOfSource(server: Server, source: VideoSource): Promise<ClipSpec> {
	if (source.from === 'id') return (await getVideo(server, source.videoId)).video;
	return { ...unknownClip, model: source.model ?? null };
}

/** How large an own file is, before it is loaded. */
export async function sourceBytes(
	context: IExecuteFunctions,
	itemIndex: number,
	source: VideoSource,
): Promise<number> {
	return source.from === 'id' ? 0 : await inputFileBytes(context, itemIndex, source.field);
}

/**
 * The source as it is asked for: its id, or the file, checked by its bytes, and the model.
 *
 * @throws SoraError `badInput` for a file that is no video
 */
export async function loadSource(
	context: IExecuteFunctions,
	itemIndex: number,
	source: VideoSource,
): Promise<Pick<ClipRequest, 'source' | 'model'>> {
	if (source.from === 'id') return { source: { videoId: source.videoId } };
	const { bytes, fileName } = await loadInputFile(context, itemIndex, source.field);
	return { source: { upload: checkSourceVideo(bytes, fileName) }, model: source.model };
}
