import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { readParameter, toggle } from './read';

/** Whether the node waits until the render has ended. */
export const waitForCompletion: INodeProperties = {
	displayName: 'Wait for Completion',
	name: 'waitForCompletion',
	type: 'boolean',
	default: true,
	description: 'Whether to wait until the video is finished and return its file',
	hint: 'Renders take half a minute to several minutes. Stopping the run does not stop the render.',
};

/** @throws SoraError `badInput` */
export function readWait(context: IExecuteFunctions, itemIndex: number): boolean {
	return readParameter(context, itemIndex, waitForCompletion, toggle);
}
