import type { Credential } from '../../n8n/rest-schemas';
import type { Stage } from '../../n8n/stage';
import { runStep } from '../../n8n/step';
import type { NodeSpec } from '../../n8n/suite/workflow';
import { prompt, runBatch, runOurs, warmUp } from './batch';
import { extrapolate, type Load, type MeasuredEffort, type Pair } from './figures';
import type { Comparison } from './plan';

/** The credential of n8n's own OpenAI node, for the simulator. */
async function createTheirCredential({ client, simulator }: Stage): Promise<Credential> {
	return await client.createCredential({
		name: 'Simulator, for the OpenAI node',
		type: 'openAiApi',
		data: { apiKey: simulator.apiKey, url: simulator.baseUrl },
	});
}

/** n8n's own OpenAI node, generating a video for each item, as its form is filled by default. */
function theirNode({ id, name }: Credential): NodeSpec {
	return {
		name: 'OpenAI',
		type: '@n8n/n8n-nodes-langchain.openAi',
		typeVersion: 2.3,
		parameters: {
			resource: 'video',
			operation: 'generate',
			modelId: { __rl: true, mode: 'id', value: 'sora-2' },
			prompt,
			seconds: 4,
			size: '1280x720',
		},
		credentials: { openAiApi: { id, name } },
	};
}

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
