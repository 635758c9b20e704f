import assert from 'node:assert/strict';
import { assertClips, countPaid } from './arrived';
import type { SuiteCase } from './case';
import { withOwnServer } from './own-server';
import { clipRun } from './run-facts';
import { outputOf, runSora, soraNode } from './workflow';

export const versionCases: SuiteCase[] = [
	{
		name: 'Number of Versions: two of each of two items, each its own item, paired to its input',
		limitSeconds: 90,
		run: async (stage) => {
			await withOwnServer(stage, { renderMs: 1_000 }, async (own) => {
				const node = soraNode(own, {
					operation: 'create',
					prompt: '={{ $json.prompt }}',
					options: { versions: 2 },
				});
				const items = [{ prompt: 'dawn' }, { prompt: 'dusk' }];
				const out = outputOf(await runSora(own, node, items));
				await assertClips(own, out, ['dawn', 'dawn', 'dusk', 'dusk']);
				assert.deepEqual(
					out.map((item) => [item.pairedItem, clipRun(item).version]),
					[
						[{ item: 0 }, 1],
						[{ item: 0 }, 2],
						[{ item: 1 }, 1],
						[{ item: 1 }, 2],
					],
				);
				assert.equal(countPaid(own), 4);
			});
		},
	},
];
