import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { SoraError, toSoraError } from './api/errors';
import { testSoraCredential } from './credential/testCredential';
import { noCreatedVideos } from './memory/createdVideos';
import { failureItem, runError } from './output/errorItem';
import { openRun } from './run/openRun';
import type { NodeRun } from './run/nodeRun';
import { runItems } from './run/runItems';
import { searchModels } from './listSearch/models';
import { searchVideos } from './listSearch/videos';
import { findOperation, operations } from './operations';
import type { Operation } from './operations/operation';
import { readLimits } from './parameters/limits';

const oneInOneOut: Pick<INodeTypeDescription, 'inputs' | 'outputs'> = {
	inputs: [NodeConnectionTypes.Main],
	outputs: [NodeConnectionTypes.Main],
};

/** The action node: everything one can do with videos at a server that speaks the Videos API. */
export class Sora implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Sora',
		name: 'sora',
		icon: { light: 'file:sora.svg', dark: 'file:sora.dark.svg' },
		group: ['transform'],
		version: [1],
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Generate videos with any server that speaks the Videos API',
		defaults: { name: 'Sora' },
		...oneInOneOut,
		usableAsTool: true,
		credentials: [{ name: 'soraApi', required: true, testedBy: 'soraApiTest' }],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [{ name: 'Video', value: 'video' }],
				default: 'video',
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: ['video'] } },
				options: operations.map(({ option }) => option),
				default: 'create',
			},
			...operations.flatMap(({ fields }) => fields),
		],
	};

	methods = {
		listSearch: { searchModels, searchVideos },
		credentialTest: { soraApiTest: testSoraCredential },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const items = this.getInputData();
		const stop = new AbortController();
		const begun = await begin(this, stop.signal).catch(toSoraError);
		if (begun instanceof SoraError) {
			if (!this.continueOnFail()) throw runError(this, begun, 0, noCreatedVideos());
			return [items.map((_item, itemIndex) => failureItem(begun, itemIndex, noCreatedVideos()))];
		}
		const { run, operation } = begun;
		const prepare = async (itemIndex: number) => await operation.prepare(run, itemIndex);
		const output = await runItems(run, items.length, prepare, () => stop.abort()).finally(() =>
			run.memory.claims.end(),
		);
		return [output];
	}
}

/** What all items share: the operation, and the run with its server. */
async function begin(
	context: IExecuteFunctions,
	stop: AbortSignal,
): Promise<{ run: NodeRun; operation: Operation }> {
	const operation = findOperation(context.getNodeParameter('operation', 0));
	return { operation, run: await openRun(context, readLimits(context), stop) };
}
