import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { assertClips, countPaid } from './arrived';
import type { SuiteCase } from './case';
import { waitFor } from './examples-wait';
import { readFailure, runWithErrorBranch } from './failures';
import { withOwnServer } from './own-server';
import { clipRun } from './run-facts';
import { composeWorkflow, manualTrigger, outputOf, runSora, soraNode } from './workflow';

const renderMs = 2_000;
/** A person whose key has been revoked learns it well before a render would have ended. */
const endLimitMs = 10_000;

const create = { operation: 'create', prompt: '={{ $json.prompt }}' };

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
	{
		name: 'Render Again: a render that fails once is made again, and the output counts the tries',
		limitSeconds: 90,
		run: async (stage) => {
			await withOwnServer(stage, { renderMs }, async (own) => {
				const prompts = ['clip 1', 'clip 2 [flaky]'];
				const items = prompts.map((prompt) => ({ prompt }));
				const node = soraNode(own, { ...create, options: { renderAgain: 1 } });
				const out = outputOf(await runSora(own, node, items));
				await assertClips(own, out, prompts);
				assert.deepEqual(
					out.map((item) => clipRun(item).tries),
					[1, 2],
				);
				assert.equal(countPaid(own), 3);
			});
		},
	},
];
