import assert from 'node:assert/strict';
import type { EndedExecution } from '../rest';
import type { Stage } from '../stage';
import type { SuiteCase } from './case';
import { listRendered } from './media';
import {
	composeWorkflow,
	manualTrigger,
	type NodeSpec,
	outputOf,
	runSora,
	soraNode,
} from './workflow';

/** Reads the failure as a user would: with an expression in the node behind the error branch. */
export const readFailure: NodeSpec = {
	name: 'Note the failure',
	type: 'n8n-nodes-base.set',
	typeVersion: 3.4,
	parameters: {
		assignments: {
			assignments: [
				{ id: 'a', name: 'videoId', type: 'string', value: '={{ $json.error.videoId }}' },
				{ id: 'b', name: 'kind', type: 'string', value: '={{ $json.error.kind }}' },
				{ id: 'c', name: 'message', type: 'string', value: '={{ $json.error.message }}' },
			],
		},
	},
};

/** Creates a clip per prompt; what fails goes to `readFailure`. */
export async function runWithErrorBranch(stage: Stage, prompts: string[]): Promise<EndedExecution> {
	const node = soraNode(
		stage,
		{ operation: 'create', prompt: '={{ $json.prompt }}' },
		{ onError: 'continueErrorOutput' },
	);
	const links = [
		{ from: manualTrigger.name, to: node.name },
		{ from: node.name, to: readFailure.name, output: 1 },
	];
	const nodes = [manualTrigger, node, readFailure];
	const items = prompts.map((prompt) => ({ prompt }));
	const { id } = await stage.client.createWorkflow(
		composeWorkflow('Suite: error branch', nodes, links, items),
	);
	return await stage.client.waitForExecution(await stage.client.run(id), 90_000);
}

function createNode(stage: Stage, settings: Record<string, unknown> = {}): NodeSpec {
	return soraNode(stage, { operation: 'create', prompt: '={{ $json.prompt }}' }, settings);
}

export const failureCases: SuiteCase[] = [
	{
		name: 'error branch: one refused item leaves by it, with its video ID; the others arrive',
		limitSeconds: 120,
		run: async (stage) => {
			const prompts = ['branch, first', 'branch, [policy] second', 'branch, third'];
			const execution = await runWithErrorBranch(stage, prompts);
			assert.equal(execution.status, 'success');
			assert.deepEqual(
				outputOf(execution).map(({ json }) => json.prompt),
				[prompts[0], prompts[2]],
			);
			const [failure, ...more] = outputOf(execution, readFailure.name);
			assert.equal(more.length, 0);
			const [refused] = await listRendered(stage, 'branch, [policy] second');
			assert.equal(failure?.json.videoId, refused?.id);
			assert.equal(failure?.json.kind, 'policy');
			assert.notEqual(failure?.json.message, '');
		},
	},
	{
		name: 'one failing item without error branch: the message names the item and the video IDs',
		limitSeconds: 120,
		run: async (stage) => {
			const prompts = ['no branch, good', 'no branch, [fail]'];
			const items = prompts.map((prompt) => ({ prompt }));
			const { status, run } = await runSora(stage, createNode(stage), items);
			assert.equal(status, 'error');
			const failure = JSON.stringify(run.resultData.error);
			for (const { id } of await listRendered(stage, 'no branch,')) {
				assert.ok(failure.includes(id), `the video ${id} is not named in ${failure}`);
			}
		},
	},
];
