import type { INodeProperties } from 'n8n-workflow';

/** A still image the clip begins with. */
export const reference: INodeProperties[] = [
	{
		displayName: 'Reference Image',
		name: 'reference',
		type: 'options',
		options: [
			{ name: 'None', value: 'none' },
			{
				name: 'From Input Field',
				value: 'binary',
				description: 'A file that an earlier node has put into a binary field',
			},
			{
				name: 'From URL',
				value: 'url',
				description: 'An image that is open to everyone on the web',
			},
			{
				name: 'From File ID',
				value: 'fileId',
				description: 'A file uploaded to the server before',
			},
		],
		default: 'none',
		description: 'A JPEG, PNG or WebP image that the clip starts with',
	},
	{
		displayName: 'Input Data Field Name',
		name: 'referenceField',
		type: 'string',
		default: 'data',
		hint: 'The name of the input field containing the binary file data to be processed',
		displayOptions: { show: { reference: ['binary'] } },
	},
	{
		displayName: 'Image URL',
		name: 'referenceUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/first-frame.png',
		displayOptions: { show: { reference: ['url'] } },
	},
	{
		displayName: 'File ID',
		name: 'referenceFileId',
		type: 'string',
		default: '',
		placeholder: 'e.g. file-9f8e7d6c5b4a',
		displayOptions: { show: { reference: ['fileId'] } },
	},
];
