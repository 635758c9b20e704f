import assert from 'node:assert/strict';
import type { SuiteCase } from './case';
import { listRendered } from './media';
import { outputOf, runSora, soraNode } from './workflow';

/** The second is rendered only when it is asked for a second time. */
const prompts = ['Retry, the good one', 'Retry, the [flaky] one'];

export const retryCases: SuiteCase[] = [
	{
		name: 'Retry of a failed run: every clip arrives, and only the item that failed is paid for again',
		limitSeconds: 120,
		run: async (stage) => {
			const node = soraNode(stage, { operation: 'create', prompt: '={{ $json.prompt }}' });
			const items = prompts.map((prompt) => ({ prompt }));
			const failed = await runSora(stage, node, items, 90_000);
			assert.equal(failed.status, 'error');

			const id = await stage.client.retryExecution(failed.id, 60_000);
			const retried = await stage.client.waitForExecution(id, 10_000);

			assert.equal(retried.status, 'success');
			assert.deepEqual(
				outputOf(retried).map(({ json }) => json.prompt),
				prompts,
			);
			const renders: number[] = [];
			for (const prompt of prompts) renders.push((await listRendered(stage, prompt)).length);
			assert.deepEqual(renders, [1, 2]);
		},
	},
];
