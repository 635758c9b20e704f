import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { executionStatusSchema, type Item } from '../../n8n/rest-schemas';
import type { Stage } from '../../n8n/stage';
import { composeWorkflow, manualTrigger, type NodeSpec, outputOf } from '../../n8n/suite/workflow';

/** Seldom enough to take no time from n8n that anybody would notice. */
const askEveryMs = 1_000;
/** Reading a stored run of a thousand items takes n8n about a second. */
const readLimitMs = 60_000;

const time = z.coerce.date().nullish();
const summariesSchema = z.object({
	results: z.array(
		z.object({
			id: z.string(),
			status: executionStatusSchema,
			startedAt: time,
			stoppedAt: time,
		}),
	),
});

/** A run of one node that has ended. */
export interface TimedRun {
	executionId: string;
	/** From the start to the end of the execution, by n8n's own clock. */
	wallSeconds: number;
}

/** Saves a workflow of the node alone over `items`; gives its id. */
export async function saveWorkflow({ client }: Stage, node: NodeSpec, items: object[]) {
	const links = [{ from: manualTrigger.name, to: node.name }];
	const title = `Bench: ${node.name}, ${items.length} items`;
	const workflow = composeWorkflow(title, [manualTrigger, node], links, items);
	return (await client.createWorkflow(workflow)).id;
}

/**
 * Runs a saved workflow and waits until n8n has stored its end. Only the list of runs is asked
 * meanwhile: a whole run would cost n8n time and memory that the node has not used.
 * @throws when it has not ended after `limitMs`.
 */
export async function runTimed(
	{ client }: Stage,
	workflowId: string,
	limitMs: number,
): Promise<TimedRun> {
	const executionId = await client.run(workflowId);
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const path = `/rest/executions?filter=${filter}`;
	const deadlineMs = Date.now() + limitMs;
	while (Date.now() < deadlineMs) {
		const { results } = await client.session.call(summariesSchema, 'GET', path);
		const { startedAt, stoppedAt } = results.find(({ id }) => id === executionId) ?? {};
		if (startedAt && stoppedAt) {
			return { executionId, wallSeconds: (stoppedAt.getTime() - startedAt.getTime()) / 1000 };
		}
		await pause(askEveryMs);
	}
	throw new Error(`Execution ${executionId} has not ended after ${limitMs / 1000} s.`);
}

/**
 * The items of a run that must have delivered a file each.
 * @throws when items or files are missing: times of such a run mean nothing.
 */
export async function readDelivered(
	{ client }: Stage,
	executionId: string,
	node: NodeSpec,
	count: number,
): Promise<Item[]> {
	const execution = await client.waitForExecution(executionId, readLimitMs);
	const items = outputOf(execution, node.name);
	const files = items.filter(({ binary }) => binary?.data !== undefined).length;
	assert.equal(execution.status, 'success');
	assert.equal(files, count, `"${node.name}" has delivered ${files} files of ${count}`);
	return items;
}

/** Deletes a run with the files it has stored: gigabytes that nobody will look at. */
export async function forgetRun({ client }: Stage, executionId: string): Promise<void> {
	await client.session.send('POST', '/rest/executions/delete', { ids: [executionId] }, readLimitMs);
}
