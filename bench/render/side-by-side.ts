import type { Stage } from '../../n8n/stage';
import { runStep } from '../../n8n/step';
import { extrapolate, type MeasuredEffort } from './extrapolate';
import type { Load, Pair } from './figures';
import { createTheirCredential, theirNode } from './nodes';
import type { Comparison } from './plan';
import { runBatch, runOurs, warmUp } from './run-batch';

async function measureOurs(stage: Stage, { renderSeconds, items }: Comparison): Promise<Load[]> {
	const measured: Load[] = [];
	for (const count of items) {
		const batch = { items: count, renderSeconds, parallel: count };
		const label = `Our node, items of ${renderSeconds} s: ${count}`;
		measured.push(await runStep(label, async () => await runOurs(stage, batch)));
	}
	return measured;
}

async function measureTheirs(
	stage: Stage,
	{ renderSeconds, items, theirsUpTo }: Comparison,
): Promise<MeasuredEffort[]> {
	const node = theirNode(await createTheirCredential(stage));
	const measured: MeasuredEffort[] = [];
	for (const count of items.filter((one) => one <= theirsUpTo)) {
		const batch = { items: count, renderSeconds, parallel: 1 };
		const label = `n8n's OpenAI node, items of ${renderSeconds} s: ${count}`;
		const { effort } = await runStep(label, async () => await runBatch(stage, node, batch));
		measured.push({ items: count, ...effort });
	}
	return measured;
}

/** Both nodes over the same batches, one after the other. */
export async function measureSideBySide(stage: Stage, comparisons: Comparison[]): Promise<Pair[]> {
	await warmUp(stage);
	const pairs: Pair[] = [];
	for (const comparison of comparisons) {
		const ours = await measureOurs(stage, comparison);
		const theirs = await measureTheirs(stage, comparison);
		for (const { batch, idealSeconds, effort } of ours) {
			const known = theirs.find(({ items }) => items === batch.items);
			pairs.push({
				batch,
				idealSeconds,
				ours: effort,
				theirs: known ?? extrapolate(theirs, batch.items),
				extrapolated: known === undefined,
			});
		}
	}
	return pairs;
}
