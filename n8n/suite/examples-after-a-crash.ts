import assert from 'node:assert/strict';
import type { SuiteCase } from './case';
import { type ExampleStage, withStandIns } from './examples-stage';
import { assertStored } from './examples-store';
import { waitFor } from './wait';
import { composeWorkflow, manualTrigger, soraNode } from './workflow';

const phaseLimitMs = 90_000;

/** One has ended when n8n is killed, two end while it is away, one after it has come back. */
const prompts = ['early [1s]', 'away [4s]', 'away, too [4s]', 'late [30s]'];

/** All clips in one node that waits for them, as a simple workflow would have it. */
async function startBatch(own: ExampleStage): Promise<string> {
	const parameters = { operation: 'create', prompt: '={{ $json.prompt }}' };
	const node = soraNode(own, parameters, {
		credentials: { soraApi: { id: null, name: 'Sora API' } },
	});
	const links = [{ from: manualTrigger.name, to: node.name }];
	const items = prompts.map((prompt) => ({ prompt }));
	const workflow = composeWorkflow('Suite: batch', [manualTrigger, node], links, items);
	return await own.client.run((await own.client.createWorkflow(workflow)).id);
}

export const afterACrashCase: SuiteCase = {
	name: 'example after-a-crash.json: n8n is killed in mid-wait; each clip arrives once, none is made anew',
	limitSeconds: 300,
	run: async (stage) => {
		await withStandIns(stage, {}, async (own) => {
			const { client, server, simulator, store } = own;
			const example = await own.importExample('after-a-crash.json', {
				settings: { bucket: 'crash' },
			});
			await own.activate(example);
			const executionId = await startBatch(own);
			await waitFor('finished clip', phaseLimitMs, () =>
				simulator.requests.find(({ route }) => route === 'content'),
			);
			assert.equal(simulator.videos.length, prompts.length);
			await server.kill();
			await server.start();
			await client.logIn(own.owner);
			// n8n answers before it has gone through the executions that its end has cut off.
			await waitFor('end of the cut execution', phaseLimitMs, async () =>
				(await client.getExecutionStatus(executionId)) === 'crashed' ? true : undefined,
			);

			const clips = simulator.videos.map(({ id }) => ({ id, key: `crash/clips/${id}.mp4` }));
			await waitFor('last clip in the store', phaseLimitMs, () =>
				store.objects.size === prompts.length ? true : undefined,
			);
			await assertStored(own, clips);
			await own.run(example, 'By hand');
			await assertStored(own, clips);
			assert.equal(simulator.videos.length, prompts.length, 'a clip was rendered anew');
		});
	},
};
