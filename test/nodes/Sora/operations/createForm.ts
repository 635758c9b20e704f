import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { binaryOf } from '../../../support/fakeContext';
import { png } from './mediaFiles';
import { encodingOf, fieldsOf, linesOf, unfinishedAnswer, type NodeBench } from './nodeRun';

/** The least a create needs. */
export const boat = { prompt: 'a paper boat' };
export const withoutWait = { ...boat, waitForCompletion: false };

/** An input item with a picture of this size in its field `data`. */
export const pngItem = (width: number, height: number): INodeExecutionData[] => [
	{ json: {}, binary: { data: binaryOf(png(width, height), 'image/png', 'first.png') } },
];

/** The fields of the one create that a run with these parameters sends, and their encoding. */
export async function sentFields(
	bench: NodeBench,
	parameters: INodeParameters,
	items?: INodeExecutionData[],
): Promise<{ fields: Record<string, unknown>; encoding: string }> {
	bench.expect('POST /videos', unfinishedAnswer());
	const { sent, error } = await bench.run(
		'create',
		{ ...withoutWait, ...parameters },
		items ? { items } : {},
	);
	expect(error).toBeUndefined();
	expect(linesOf(sent)).toEqual(['POST /videos']);
	return { fields: await fieldsOf(sent[0]), encoding: encodingOf(sent[0]) };
}
