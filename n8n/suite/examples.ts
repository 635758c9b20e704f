import assert from 'node:assert/strict';
import { type Example, readExamples } from '../examples';
import type { Stage } from '../stage';
import type { SuiteCase } from './case';
import { afterACrashCase } from './examples-after-a-crash';
import { cmsWebhookCase } from './examples-cms-webhook';
import { finishedVideoCase } from './examples-finished-video';
import { nightBatchCase } from './examples-night-batch';
import { nightlyCleanUpCase } from './examples-nightly-clean-up';
import { previewFirstCase } from './examples-preview-first';
import { scheduledContentCase } from './examples-scheduled-content';
import { serversWithoutWebhooksCase } from './examples-servers-without-webhooks';
import { manualTrigger } from './workflow';

/** What each example promises, tried against stand-ins of the services it talks to. */
const exampleCases: Record<string, SuiteCase> = {
	'finished-video-finds-its-post.json': finishedVideoCase,
	'scheduled-content.json': scheduledContentCase,
	'preview-first.json': previewFirstCase,
	'cms-webhook.json': cmsWebhookCase,
	'night-batch.json': nightBatchCase,
	'servers-without-webhooks.json': serversWithoutWebhooksCase,
	'nightly-clean-up.json': nightlyCleanUpCase,
	'after-a-crash.json': afterACrashCase,
};

async function importExample({ client }: Stage, { workflow }: Example): Promise<string> {
	const known = new Set((await client.listNodeTypes()).map(({ name }) => name));
	const unknown = workflow.nodes.map(({ type }) => type).filter((type) => !known.has(type));
	assert.deepEqual(unknown, [], 'node types that n8n does not know');
	return (await client.createWorkflow(workflow)).id;
}

async function runExample({ client }: Stage, id: string, trigger: string): Promise<void> {
	const execution = await client.waitForExecution(await client.run(id, trigger), 120_000);
	const { message, description } = execution.run.resultData.error ?? {};
	assert.equal(execution.status, 'success', `${message ?? ''} ${description ?? ''}`);
}

function importCase(example: Example): SuiteCase {
	const byHand = example.workflow.nodes.find(({ type }) => type === manualTrigger.type);
	const verb = byHand === undefined ? 'is imported' : 'is imported and runs';
	return {
		name: `example ${example.file}: ${verb}`,
		limitSeconds: 150,
		run: async (stage) => {
			const id = await importExample(stage, example);
			if (byHand !== undefined) await runExample(stage, id, byHand.name);
		},
	};
}

/**
 * A case per example: imported as it is, and run as its own case tells where there is one.
 * @throws when the file of a case is missing.
 */
export async function listExampleCases({ credential }: Stage): Promise<SuiteCase[]> {
	const examples = await readExamples(credential);
	const files = examples.map(({ file }) => file);
	const missing = Object.keys(exampleCases).filter((file) => !files.includes(file));
	assert.deepEqual(missing, [], 'files that are missing from examples/');
	return examples.map((example) => exampleCases[example.file] ?? importCase(example));
}
