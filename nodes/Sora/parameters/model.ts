import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { readLocator } from './read';

/** The model to render with; empty means the server's default. */
export const model: INodeProperties = {
	displayName: 'Model',
	name: 'model',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: "The model to render with. Leave empty for the server's default.",
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchModels', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. Wan-AI/Wan2.2-T2V-A14B-Diffusers',
		},
	],
};

/** The model's id; undefined means the server's default. */
export function readModel(context: IExecuteFunctions, itemIndex: number): string | undefined {
	return readLocator(context, itemIndex, model);
}
