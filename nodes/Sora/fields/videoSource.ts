import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { videoId } from './videoId';

/** The clip to start from: one at the server, or an own file. */
export const videoSource: INodeProperties[] = [
	{
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
	},
	...updateDisplayOptions({ show: { videoSource: ['id'] } }, [videoId]),
	{
		displayName: 'Input Data Field Name',
		name: 'videoField',
		type: 'string',
		default: 'data',
		hint: 'The name of the input field containing the binary file data to be processed',
		displayOptions: { show: { videoSource: ['binary'] } },
	},
];
