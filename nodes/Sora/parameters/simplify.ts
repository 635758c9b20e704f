import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { readParameter, toggle } from './read';

/** Whether items have the ten fields most workflows need, or all that the server sent. */
export const simplify: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** @throws SoraError `badInput` */
export function readSimplify(context: IExecuteFunctions, itemIndex: number): boolean {
	return readParameter(context, itemIndex, simplify, toggle);
}
