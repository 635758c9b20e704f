import type { INodeProperties } from 'n8n-workflow';

/** The form of the trigger. */
export const triggerFields: INodeProperties[] = [
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		required: true,
		options: [
			{
				name: 'Video Completed',
				value: 'video.completed',
				description: 'A render has ended and its files can be downloaded',
			},
			{
				name: 'Video Failed',
				value: 'video.failed',
				description: 'A render has ended without a video',
			},
		],
		default: ['video.completed'],
	},
	{
		displayName: 'Registration',
		name: 'registration',
		type: 'options',
		options: [
			{
				name: 'Automatic',
				value: 'automatic',
				description:
					'The node registers its address at the server, and removes it when it is switched off',
			},
			{
				name: 'Manual',
				value: 'manual',
				description: 'You enter the address at the server or gateway yourself',
			},
		],
		default: 'automatic',
		description: 'How the server learns where to send its events',
	},
	{
		displayName:
			'1. Copy the Production URL above and enter it at your server or gateway as receiver of the events video.completed and video.failed.<br>2. Copy the signing secret it shows you (whsec_…) into the field Webhook Secret of the Sora API credential. During a rotation both secrets can stand there, separated by a space.<br>3. Activate the workflow. Calls without a valid signature are refused.',
		name: 'manualNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { registration: ['manual'] } },
	},
	{
		displayName: 'Include Video Details',
		name: 'includeDetails',
		type: 'boolean',
		default: true,
		description:
			'Whether to fetch the video from the server before the workflow starts. The event itself holds only its ID.',
	},
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
		displayOptions: { show: { includeDetails: [true] } },
	},
];
