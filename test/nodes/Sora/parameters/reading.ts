import type { IExecuteFunctions, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { z } from 'zod';

import { fakeExecute } from '../../../support/fakeContext';

/** A context in which exactly these parameters are set, of one item. */
export function contextWith(
	parameters: INodeParameters,
	items?: INodeExecutionData[],
): IExecuteFunctions {
	return fakeExecute({ parameters, ...(items ? { items } : {}) }).context;
}

const refusal = z.object({
	message: z.string(),
	kind: z.string(),
	details: z.object({ advice: z.string() }),
});

/** What a reader says against its parameters, as `kind: message | advice`; 'nothing' if it takes them. */
export function refusalOf(read: () => unknown): string {
	try {
		read();
	} catch (error) {
		const { kind, message, details } = refusal.parse(error);
		return `${kind}: ${message} | ${details.advice}`;
	}
	return 'nothing';
}
