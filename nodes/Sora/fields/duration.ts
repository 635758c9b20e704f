import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

const durations: INodePropertyOptions[] = [
	...[4, 8, 12, 16, 20].map((seconds) => ({ name: `${seconds} Seconds`, value: String(seconds) })),
	{ name: 'Custom', value: 'custom' },
	{
		name: 'Server Default',
		value: 'serverDefault',
		description: 'Leaves the length to the server',
	},
];

/** Length of the clip; for Extend, of the part that is added. */
export const duration: INodeProperties[] = [
	{
		displayName: 'Duration',
		name: 'seconds',
		type: 'options',
		options: durations,
		default: '4',
		description: 'Length of the clip. Which lengths there are depends on the model.',
	},
	{
		displayName: 'Custom Duration (Seconds)',
		name: 'customSeconds',
		type: 'number',
		typeOptions: { minValue: 0.1, numberPrecision: 2 },
		default: 5,
		displayOptions: { show: { seconds: ['custom'] } },
	},
];
