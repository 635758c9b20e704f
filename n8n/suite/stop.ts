import assert from 'node:assert/strict';
import type { SuiteCase } from './case';
import { type ServerVideo, waitForVideo } from './media';
import { composeWorkflow, manualTrigger, soraNode } from './workflow';

/** A person who has pressed Stop looks at the screen this long before pressing it again. */
const patienceMs = 5_000;

const endlessPrompt = 'stop this [never]';
const isToBeStopped = ({ prompt }: ServerVideo) => prompt === endlessPrompt;

export const stopCases: SuiteCase[] = [
	{
		name: 'Stop button in mid-wait: the run ends within seconds as canceled',
		limitSeconds: 60,
		run: async (stage) => {
			const node = soraNode(stage, { operation: 'create', prompt: endlessPrompt });
			const links = [{ from: manualTrigger.name, to: node.name }];
			const workflow = composeWorkflow('Suite: stop', [manualTrigger, node], links);
			const { id } = await stage.client.createWorkflow(workflow);
			const executionId = await stage.client.run(id);
			await waitForVideo(stage, isToBeStopped, ['in_progress']);
			assert.equal(await stage.client.getExecutionStatus(executionId), 'running');
			await stage.client.stopExecution(executionId);
			const { status } = await stage.client.waitForExecution(executionId, patienceMs);
			assert.equal(status, 'canceled');
		},
	},
];
