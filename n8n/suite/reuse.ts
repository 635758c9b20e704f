import assert from 'node:assert/strict';
import { assertFile, countPaid } from './arrived';
import type { SuiteCase } from './case';
import { withOwnServer } from './own-server';
import { withProduction } from './production';
import { clipRun } from './run-facts';
import { outputOf, soraNode } from './workflow';

const parameters = {
	operation: 'create',
	prompt: 'the same clip',
	options: { reuseWithinHours: 1 },
};

export const reuseCases: SuiteCase[] = [
	{
		name: 'Reuse Identical Render: a second production execution creates nothing, and says so',
		limitSeconds: 120,
		run: async (stage) => {
			await withOwnServer(stage, { renderMs: 1_000 }, async (own) => {
				await withProduction(own, soraNode(own, parameters), async (start) => {
					const [first] = outputOf(await start());
					const [second] = outputOf(await start());
					assert.ok(first && second);
					assert.equal(clipRun(first).reused, false);
					assert.equal(clipRun(second).reused, true);
					assert.equal(second.json.id, first.json.id);
					await assertFile(own, second);
				});
				assert.equal(countPaid(own), 1);
			});
		},
	},
];
