import type { INodeProperties } from 'n8n-workflow';

const parallelRenders: INodeProperties = {
	displayName: 'Parallel Renders',
	name: 'parallelRenders',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 200 },
	default: 5,
	description: 'How many items are worked on at the same time. Their output keeps the input order.',
};

const giveUpAfterMinutes: INodeProperties = {
	displayName: 'Give Up After (Minutes)',
	name: 'giveUpAfterMinutes',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 15,
	description:
		'How long to wait for a render that has begun. After it the item fails, but the render goes on and Download can still fetch it.',
};

const giveUpQueuedAfterMinutes: INodeProperties = {
	displayName: 'Give Up Queued After (Minutes)',
	name: 'giveUpQueuedAfterMinutes',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 240,
	description: 'How long to wait while the render stands in the queue of the server',
};

/** Limits of operations that wait for renders. */
export const limitsWithWaiting: INodeProperties = {
	displayName: 'Limits',
	name: 'limits',
	type: 'collection',
	placeholder: 'Add Limit',
	default: {},
	options: [giveUpAfterMinutes, giveUpQueuedAfterMinutes, parallelRenders],
};

/** Limits of operations that only ask the server something. */
export const limitsWithoutWaiting: INodeProperties = {
	...limitsWithWaiting,
	options: [parallelRenders],
};
