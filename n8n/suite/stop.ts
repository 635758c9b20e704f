import assert from 'node:assert/strict';
import type { EndedExecution } from '../rest';
import type { Stage } from '../stage';
import type { SuiteCase } from './case';
import { type ServerVideo, waitForVideo } from './media';
import { withOwnServer } from './own-server';
import { waitFor } from './wait';
import { composeWorkflow, manualTrigger, soraNode } from './workflow';

/** A person who has pressed Stop looks at the screen this long before pressing it again. */
const patienceMs = 5_000;

const endlessPrompt = 'stop this [never]';
const isToBeStopped = ({ prompt }: ServerVideo) => prompt === endlessPrompt;

async function stopInMidWait(stage: Stage, options: object = {}): Promise<EndedExecution> {
	const { client } = stage;
	const node = soraNode(stage, { operation: 'create', prompt: endlessPrompt, options });
	const links = [{ from: manualTrigger.name, to: node.name }];
	const workflow = composeWorkflow('Suite: stop', [manualTrigger, node], links);
	const { id } = await client.createWorkflow(workflow);
	const executionId = await client.run(id);
	await waitForVideo(stage, isToBeStopped, ['in_progress']);
	assert.equal(await client.getExecutionStatus(executionId), 'running');
	await client.stopExecution(executionId);
	return await client.waitForExecution(executionId, patienceMs);
}

export const stopCases: SuiteCase[] = [
	{
		name: 'Stop button in mid-wait: the run ends within seconds as canceled',
		limitSeconds: 60,
		run: async (stage) => {
			assert.equal((await stopInMidWait(stage)).status, 'canceled');
		},
	},
	{
		name: 'Delete When Stopped: the unfinished render is gone from the server',
		limitSeconds: 60,
		run: async (stage) => {
			await withOwnServer(stage, { deleteUnfinished: 'cancel' }, async (own) => {
				const { status } = await stopInMidWait(own, { deleteWhenStopped: true });
				assert.equal(status, 'canceled');
				const [video] = own.simulator.videos;
				const deletion = await waitFor('deletion', patienceMs, () =>
					own.simulator.requests.find(
						({ method, status: answer }) => method === 'DELETE' && answer !== null,
					),
				);
				assert.equal(deletion.videoId, video?.id);
				assert.equal(deletion.status, 200);
			});
		},
	},
];
