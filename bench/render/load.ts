import type { Stage } from '../../n8n/stage';
import { runStep } from '../../n8n/step';
import type { Batch, Load } from './figures';
import { restartN8n, runOurs } from './run-batch';

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
