import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { executionStatusSchema, type Item } from '../../n8n/rest-schemas';
import type { Stage } from '../../n8n/stage';
import { runStep } from '../../n8n/step';
import {
	composeWorkflow,
	manualTrigger,
	type NodeSpec,
	outputOf,
	soraNode,
} from '../../n8n/suite/workflow';
import { measureBare } from './bare';
import {
	type Batch,
	countRequests,
	countRounds,
	type Effort,
	idealSeconds,
	type Load,
	type Usage,
} from './figures';
import { findN8n, meter } from './process-meter';

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
interface TimedRun {
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

/** The field of an item that `promptsOf` fills, for either node's form. */
export const prompt = '={{ $json.prompt }}';

/** Our node, creating a video for each item. */
function ourNode(stage: Stage, parallel: number): NodeSpec {
	return soraNode(stage, {
		operation: 'create',
		prompt,
		limits: { parallelRenders: parallel },
	});
}

/** Beyond what a run should take: for a machine with other work, and to see a slow node through. */
const spareMs = 60_000;
/** n8n's node asks every ten seconds, and once more waits for ten when all is done. */
const theirDelayMs = 30_000;

/** Longest time a run over this batch may take, if all its renders run one after the other or not. */
function limitMs({ renderSeconds, ...batch }: Batch): number {
	const rounds = countRounds({ renderSeconds, ...batch });
	return spareMs + rounds * (2 * renderSeconds * 1000 + theirDelayMs);
}

/** One prompt per item; the simulator reads the render time out of it. */
function promptsOf({ items, renderSeconds }: Batch): object[] {
	return Array.from({ length: items }, (_, index) => ({
		prompt: `[${renderSeconds}s] clip ${index + 1} of ${items}`,
	}));
}

/**
 * Sends a batch through a node and counts what arrives at the simulator, which forgets all earlier
 * videos and requests before.
 * @throws when not every item comes out with its file.
 */
export async function runBatch(
	stage: Stage,
	node: NodeSpec,
	batch: Batch,
): Promise<{ effort: Effort; usage: Usage }> {
	const workflowId = await saveWorkflow(stage, node, promptsOf(batch));
	const pid = await findN8n(stage.server.userFolder);
	stage.simulator.reset();
	const run = async () => await runTimed(stage, workflowId, limitMs(batch));
	const { result, usage } = await meter(pid, run);
	const requests = countRequests(stage.simulator.requests);
	await readDelivered(stage, result.executionId, node, batch.items);
	return { effort: { wallSeconds: result.wallSeconds, requests }, usage };
}

/** Sends a batch through our node, then measures what a bare client needs for the same. */
export async function runOurs(stage: Stage, batch: Batch): Promise<Load> {
	const measured = await runBatch(stage, ourNode(stage, batch.parallel), batch);
	const videoIds = stage.simulator.videos.map(({ id }) => id);
	const bare = await measureBare(stage, batch, videoIds);
	return { batch, idealSeconds: idealSeconds(batch, bare), ...measured };
}

/** Lets n8n load and compile what every later run uses. */
export async function warmUp(stage: Stage): Promise<void> {
	const batch = { items: 1, renderSeconds: 0, parallel: 1 };
	await runBatch(stage, ourNode(stage, batch.parallel), batch);
}

/** A fresh n8n, so that memory left by earlier runs does not hide that of the next. */
export async function restartN8n(stage: Stage): Promise<void> {
	await stage.server.restart();
	await stage.client.logIn(stage.owner);
	await warmUp(stage);
}

/** Large batches through our node, with a fresh n8n for each, so that each stands for itself. */
export async function measureLoad(stage: Stage, batches: Batch[]): Promise<Load[]> {
	const loads: Load[] = [];
	for (const batch of batches) {
		await runStep('Restarting n8n', async () => await restartN8n(stage));
		const label = `Our node, items of ${batch.renderSeconds} s: ${batch.items}`;
		loads.push(await runStep(label, async () => await runOurs(stage, batch)));
	}
	return loads;
}
