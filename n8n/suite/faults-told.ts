import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { EndedExecution } from '../rest';
import type { Stage } from '../stage';
import { assertClips, countPaid } from './arrived';
import type { SuiteCase } from './case';
import { withOwnServer } from './own-server';
import { waitFor } from './wait';
import { composeWorkflow, manualTrigger, type NodeSpec, outputOf, soraNode } from './workflow';

const renderMs = 2_000;
/** A person whose key has been revoked learns it well before a render would have ended. */
const endLimitMs = 10_000;

const create = { operation: 'create', prompt: '={{ $json.prompt }}' };

/** Reads the failure as a user would: with an expression in the node behind the error branch. */
const readFailure: NodeSpec = {
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
async function runWithErrorBranch(stage: Stage, prompts: string[]): Promise<EndedExecution> {
	const node = soraNode(stage, create, { onError: 'continueErrorOutput' });
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

/** Faults of which the user learns: what is told, and that nothing else is lost. */
export const toldFaultCases: SuiteCase[] = [
	{
		name: 'fault: one of three renders fails; its ID leaves by the error branch, two clips arrive',
		limitSeconds: 90,
		run: async (stage) => {
			await withOwnServer(stage, { renderMs }, async (own) => {
				const prompts = ['clip 1', 'clip 2 [fail]', 'clip 3'];
				const execution = await runWithErrorBranch(own, prompts);
				assert.equal(execution.status, 'success');
				await assertClips(own, outputOf(execution), ['clip 1', 'clip 3']);
				const [failure, ...more] = outputOf(execution, readFailure.name);
				assert.equal(more.length, 0);
				const failed = own.simulator.videos.find(({ prompt }) => prompt.includes('[fail]'));
				assert.equal(failure?.json.videoId, failed?.id);
				assert.equal(failure?.json.kind, 'renderFailed');
				assert.equal(countPaid(own), 3);
			});
		},
	},
	{
		name: 'fault: the key is revoked in mid-run; the run ends at once and names every video, Retry takes them up',
		limitSeconds: 120,
		run: async (stage) => {
			await withOwnServer(stage, { renderMs }, async (own) => {
				const { client, simulator } = own;
				const items = [1, 2, 3].map((number) => ({ prompt: `clip ${number} [15s]` }));
				const node = soraNode(own, create);
				const links = [{ from: manualTrigger.name, to: node.name }];
				const { id } = await client.createWorkflow(
					composeWorkflow('Suite: key revoked', [manualTrigger, node], links, items),
				);
				const executionId = await client.run(id);
				await waitFor('third render', endLimitMs, () => simulator.videos[2]);
				// Let the answers of the creates arrive: only their ids can be named.
				await pause(500);
				const fault = { kind: 'status', status: 401 } as const;
				const revocation = simulator.order({ times: Infinity, fault });
				const { status, run } = await client.waitForExecution(executionId, endLimitMs);
				assert.equal(status, 'error');
				const { message = '', description } = run.resultData.error ?? {};
				assert.match(message, /credential/i);
				for (const video of simulator.videos) {
					assert.ok(description?.includes(video.id), `${video.id} is not in: ${description}`);
				}

				revocation.cancel();
				const retryId = await client.retryExecution(executionId, 60_000);
				const retried = await client.waitForExecution(retryId, endLimitMs);
				const prompts = items.map(({ prompt }) => prompt);
				await assertClips(own, outputOf(retried), prompts);
				assert.equal(countPaid(own), prompts.length);
			});
		},
	},
];
