import assert from 'node:assert/strict';
import type { EndedExecution } from '../rest';
import { countPaid } from './arrived';
import type { SuiteCase } from './case';
import { withOwnServer } from './own-server';
import { withProduction } from './production';
import { clipRun, hintsOf } from './run-facts';
import { byId, outputOf, runSora, soraNode } from './workflow';

const renderMs = 1_000;

/** The server's own default has no price that is known beforehand. */
const model = byId('sora-2');
/** What it costs for 4 s. */
const clipUsd = 0.4;

/** What two executions spend under a limit for one clip and a half. */
interface DayLimitRow {
	name: string;
	prompt: string;
	/** Asserts how the first execution has ended; the second must be refused. */
	assertFirst: (execution: EndedExecution) => void;
	settings?: object;
}

const dayLimitRows: DayLimitRow[] = [
	{
		name: 'holds over two production executions',
		prompt: 'a schedule gone wild',
		assertFirst: (execution) => assert.equal(outputOf(execution).length, 1),
	},
	{
		name: 'counts renders of failed executions',
		prompt: 'a schedule that fails [fail]',
		assertFirst: ({ status, run }) => {
			assert.equal(status, 'error');
			assert.match(run.resultData.error?.message ?? '', /failed/i);
		},
	},
	{
		name: 'counts renders of executions that n8n has timed out',
		prompt: 'a schedule that is too slow [never]',
		assertFirst: ({ status }) => assert.equal(status, 'canceled'),
		settings: { executionTimeout: 3 },
	},
];

function dayLimitCase({ name, prompt, assertFirst, settings }: DayLimitRow): SuiteCase {
	return {
		name: `Max Cost per Day: ${name}`,
		limitSeconds: 90,
		run: async (stage) => {
			await withOwnServer(stage, { renderMs }, async (own) => {
				const limits = { maxCostPerDayUsd: clipUsd * 1.5 };
				const node = soraNode(own, { operation: 'create', prompt, model, limits });
				const work = async (start: () => Promise<EndedExecution>) => {
					assertFirst(await start());
					const { status, run } = await start();
					assert.equal(status, 'error');
					assert.match(run.resultData.error?.message ?? '', /\$0\.40 were spent today/);
				};
				await withProduction(own, node, work, settings);
				assert.equal(countPaid(own), 1);
			});
		},
	};
}

export const spendingCases: SuiteCase[] = [
	{
		name: 'Max Cost per Run: a dearer run sends nothing, and the message gives the sum item by item',
		limitSeconds: 60,
		run: async (stage) => {
			await withOwnServer(stage, { renderMs }, async (own) => {
				const node = soraNode(own, {
					operation: 'create',
					prompt: 'too dear together',
					model,
					seconds: '={{ $json.seconds }}',
					limits: { maxCostUsd: 2 },
				});
				const items = ['4', '8', '12'].map((seconds) => ({ seconds }));
				const { status, run } = await runSora(own, node, items);
				assert.equal(status, 'error');
				const { message = '' } = run.resultData.error ?? {};
				assert.match(
					message,
					/\$2\.40.*\(\$2\.00\): item 0 \$0\.40, item 1 \$0\.80, item 2 \$1\.20/,
				);
				assert.deepEqual(own.simulator.requests, []);
			});
		},
	},
	...dayLimitRows.map(dayLimitCase),
	{
		name: 'a run tells its clips, its cost and when the first file expires, above the output',
		limitSeconds: 60,
		run: async (stage) => {
			await withOwnServer(stage, { renderMs }, async (own) => {
				const node = soraNode(own, { operation: 'create', prompt: 'how much was that?' });
				const execution = await runSora(own, node, [{}, {}]);
				for (const item of outputOf(execution)) {
					assert.equal(clipRun(item).estimatedCostUsd, clipUsd);
				}
				const [hint = '', ...more] = hintsOf(execution);
				assert.deepEqual(more, []);
				assert.match(hint, /^2 clips, estimated cost \$0\.80\. .* first file at \d{4}-\d\d-\d\dT/);
			});
		},
	},
];
