import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { files } from './files';
import { limitsOfRenders } from './limits';
import { renderOptions } from './options';
import { waitForCompletion } from './wait';

/** The end of the form of every operation that makes a new render out of an existing clip. */
export const derivedRender: INodeProperties[] = [
	waitForCompletion,
	...updateDisplayOptions({ show: { waitForCompletion: [true] } }, files),
	limitsOfRenders,
	renderOptions,
];
