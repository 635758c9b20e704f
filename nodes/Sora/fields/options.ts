import type { INodeProperties } from 'n8n-workflow';

export const deleteAfterDownload: INodeProperties = {
	displayName: 'Delete After Download',
	name: 'deleteAfterDownload',
	type: 'boolean',
	default: false,
	description:
		'Whether to delete the video at the server once the run is over and its file has arrived in n8n',
};

const deleteWhenStopped: INodeProperties = {
	displayName: 'Delete When Stopped',
	name: 'deleteWhenStopped',
	type: 'boolean',
	default: false,
	description:
		'Whether to delete unfinished renders at the server when the execution is stopped. Not every server takes a deletion for a cancellation.',
};

const extraBodyFields: INodeProperties = {
	displayName: 'Extra Body Fields',
	name: 'extraBodyFields',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Field',
	default: {},
	description:
		'Fields that only your server knows, added to the request. A field that the node sends too is replaced.',
	options: [
		{
			displayName: 'Field',
			name: 'field',
			values: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. extra_params',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. {"flow_shift": 5}',
					description: 'Read as JSON where it is JSON (numbers, true, objects), otherwise as text',
				},
			],
		},
	],
};

const versions: INodeProperties = {
	displayName: 'Number of Versions',
	name: 'versions',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 10 },
	default: 1,
	description: 'How many clips to render of each item, each its own output item. Each is paid for.',
};

const renderAgain: INodeProperties = {
	displayName: 'Render Again',
	name: 'renderAgain',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 3 },
	default: 0,
	description:
		'How many times to render once more when a render fails for another reason than the content rules or bad input',
};

const retryCreate: INodeProperties = {
	displayName: 'Retry Create',
	name: 'retryCreate',
	type: 'boolean',
	default: false,
	description:
		'Whether to create again when the server did not answer and its list does not show the render. Where the list is wrong you pay twice.',
};

const reuseWithinHours: INodeProperties = {
	displayName: 'Reuse Identical Render (Hours)',
	name: 'reuseWithinHours',
	type: 'number',
	typeOptions: { minValue: 0, numberPrecision: 2 },
	default: 1,
	description:
		'Take an equal render made in so many hours instead of a new one, if the server still has it. 0 renders anew.',
};

const requestTimeoutSeconds: INodeProperties = {
	displayName: 'Request Timeout (Seconds)',
	name: 'requestTimeoutSeconds',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 300,
	description:
		'How long the server may take to accept the render. Raise it for servers that render while the request is open.',
};

const sendAs: INodeProperties = {
	displayName: 'Send As',
	name: 'sendAs',
	type: 'options',
	options: [
		{
			name: 'Automatic',
			value: 'automatic',
			description: 'What the server takes is found out and remembered for the run',
		},
		{ name: 'JSON', value: 'json' },
		{ name: 'Multipart Form', value: 'multipart' },
	],
	default: 'automatic',
	description: 'How the request is encoded',
};

/** Options of the operations that start a render. */
export const renderOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		deleteAfterDownload,
		deleteWhenStopped,
		extraBodyFields,
		versions,
		renderAgain,
		requestTimeoutSeconds,
		retryCreate,
		reuseWithinHours,
		sendAs,
	],
};

/** Options of Download. */
export const downloadOptions: INodeProperties = {
	...renderOptions,
	options: [deleteAfterDownload],
};

/** Options of Delete. */
export const deleteOptions: INodeProperties = {
	...renderOptions,
	options: [
		{
			displayName: 'Fail When Already Gone',
			name: 'failWhenGone',
			type: 'boolean',
			default: false,
			description: 'Whether a video that the server does not know is an error instead of a success',
		},
	],
};
