import type { INodeProperties } from 'n8n-workflow';

/** Which files of a finished video to return, and where. */
export const files: INodeProperties[] = [
	{
		displayName: 'Files',
		name: 'outputFiles',
		type: 'multiOptions',
		options: [
			{ name: 'Spritesheet', value: 'spritesheet', description: 'A grid of frames, as JPEG' },
			{ name: 'Thumbnail', value: 'thumbnail', description: 'One frame, as WebP' },
			{ name: 'Video', value: 'video' },
		],
		default: ['video'],
		description:
			'Which files to return. Most self-hosted servers have the video only; what is missing is named in missingFiles.',
	},
	{
		displayName: 'Put Output File in Field',
		name: 'binaryPropertyName',
		type: 'string',
		default: 'data',
		hint: 'The name of the output binary field to put the file in',
		description:
			'Thumbnail and spritesheet, where chosen beside the video, go to the same name with _thumbnail and _spritesheet added',
	},
];
