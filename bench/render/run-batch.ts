import type { Stage } from '../../n8n/stage';
import type { NodeSpec } from '../../n8n/suite/workflow';
import { measureBare } from './bare';
import { readDelivered, runTimed, saveWorkflow } from './execution';
import type { Batch, Effort, Load, Usage } from './figures';
import { countRounds, idealSeconds } from './ideal';
import { ourNode } from './nodes';
import { findN8n, meter } from './process-meter';
import { countRequests } from './requests';

/** Beyond what a run should take: for a machine with other work, and to see a slow node through. */
const spareMs = 60_000;
/** n8n's node asks every ten seconds, and once more waits for ten when all is done. */
const theirDelayMs = 30_000;

/** Longest time a run over this batch may take, if all its renders run one after the other or not. */
export function limitMs({ renderSeconds, ...batch }: Batch): number {
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
