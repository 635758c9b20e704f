import assert from 'node:assert/strict';
import type { EndedExecution } from '../rest';
import type { Stage } from '../stage';
import type { SuiteCase } from './case';
import { listRendered } from './media';
import { outputOf, runSora, soraNode } from './workflow';

/** Two prompts, of which the second is rendered only when it is asked for a second time. */
function promptsWithFlaky(name: string): string[] {
	return [`${name}, the good one`, `${name}, the [flaky] one`];
}

async function runPrompts(
	stage: Stage,
	prompts: string[],
	settings: Record<string, unknown> = {},
): Promise<EndedExecution> {
	const node = soraNode(stage, { operation: 'create', prompt: '={{ $json.prompt }}' }, settings);
	const items = prompts.map((prompt) => ({ prompt }));
	return await runSora(stage, node, items, 90_000);
}

async function tryTwice(stage: Stage, prompts: string[]): Promise<EndedExecution> {
	const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 100 };
	return await runPrompts(stage, prompts, settings);
}

async function pressRetry(stage: Stage, prompts: string[]): Promise<EndedExecution> {
	const failed = await runPrompts(stage, prompts);
	assert.equal(failed.status, 'error');
	const id = await stage.client.retryExecution(failed.id, 60_000);
	return await stage.client.waitForExecution(id, 10_000);
}

const ways = [
	{ name: 'Retry On Fail', run: tryTwice },
	{ name: 'Retry of a failed run', run: pressRetry },
];

export const retryCases: SuiteCase[] = ways.map(({ name, run }) => ({
	name: `${name}: every clip arrives in the end`,
	limitSeconds: 120,
	run: async (stage) => {
		const prompts = promptsWithFlaky(name);
		const execution = await run(stage, prompts);
		assert.equal(execution.status, 'success');
		assert.deepEqual(
			outputOf(execution).map(({ json }) => json.prompt),
			prompts,
		);
	},
}));

/** A render that lives or has completed is taken up again, not made and paid for anew. */
export const paidOnceCases: SuiteCase[] = ways.map(({ name, run }) => ({
	name: `${name}: only the item that failed is paid for again`,
	limitSeconds: 120,
	run: async (stage) => {
		const [good = '', flaky = ''] = promptsWithFlaky(`${name}, paid`);
		assert.equal((await run(stage, [good, flaky])).status, 'success');
		assert.equal((await listRendered(stage, good)).length, 1, 'the good clip was paid twice');
		assert.equal((await listRendered(stage, flaky)).length, 2);
	},
}));
