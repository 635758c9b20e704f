import type { INodeProperties } from 'n8n-workflow';

/** What the video shows. */
export const prompt: INodeProperties = {
	displayName: 'Prompt',
	name: 'prompt',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	required: true,
	placeholder: 'e.g. A paper boat drifts down a rain-soaked street at dusk, slow tracking shot',
	description: 'What the video shows: subject, action, place, camera and light',
};
