import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { SoraError } from '../api/errors';
import { readLocator } from './read';

/** An existing video at the server. */
export const videoId: INodeProperties = {
	displayName: 'Video',
	name: 'videoId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The video to work with',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchVideos', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. video_68e6a1d5c0b481909d3f4c2b1a0e9f87',
		},
	],
};

/** @throws SoraError `badInput` when no video is chosen */
export function readVideoId(context: IExecuteFunctions, itemIndex: number): string {
	const id = readLocator(context, itemIndex, videoId);
	if (id !== undefined) return id;
	throw new SoraError('badInput', `No ${videoId.displayName} is chosen`, {
		advice: 'Choose one from the list, or give its ID, e.g. {{ $json.id }} after a Create.',
	});
}
