import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import Table from 'cli-table3';
import { deliver } from '../n8n/suite/delivery';
import { activate, goodDelivery, saveTrigger, webhookUrl } from '../n8n/suite/trigger-workflow';
import { composeWorkflow } from '../n8n/suite/workflow';
import { manualSigningSecret, raiseStage, type Stage } from '../n8n/stage';
import { median } from './render/figures';

/** Enough deliveries for a steady rate, in rounds of each kind in turn: machines are noisy. */
const rounds = 7;
const deliveriesPerRound = 60;
const atOnce = 4;

/** Saves and activates a workflow of n8n's own Webhook node alone; gives its address. */
async function openPlainWebhook({ client, server }: Stage): Promise<string> {
	const path = randomUUID();
	const node = {
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		parameters: { httpMethod: 'POST', path, responseMode: 'onReceived', options: {} },
		webhookId: path,
	};
	const workflow = composeWorkflow('Bench: plain webhook', [node], []);
	const { id } = await client.createWorkflow({ ...workflow, pinData: {} });
	const { status } = await client.activate(id);
	assert.equal(status, 'published');
	return `${server.baseUrl}/webhook/${path}`;
}

/** Saves and activates a workflow of the Sora Trigger alone, without details; gives its address. */
async function openTrigger(stage: Stage): Promise<string> {
	const workflow = await saveTrigger(stage, { registration: 'manual', includeDetails: false });
	await activate(stage, workflow);
	return await webhookUrl(stage, workflow);
}

/** Deliveries a second that are answered 200, `atOnce` under way at any time. */
async function measureRate(url: string): Promise<number> {
	const startedMs = performance.now();
	let left = deliveriesPerRound;
	const send = async () => {
		while (left-- > 0) {
			const delivery = goodDelivery(url, manualSigningSecret, `video_${randomUUID()}`);
			assert.equal(await deliver(delivery), 200);
		}
	};
	await Promise.all(Array.from({ length: atOnce }, send));
	return deliveriesPerRound / ((performance.now() - startedMs) / 1000);
}

async function main(): Promise<void> {
	const stage = await raiseStage({ media: 'tiny' });
	try {
		const urls = { trigger: await openTrigger(stage), webhook: await openPlainWebhook(stage) };
		await measureRate(urls.trigger);
		await measureRate(urls.webhook);
		const pairs: Array<{ trigger: number; webhook: number }> = [];
		for (let round = 0; round < rounds; round++) {
			pairs.push({
				trigger: await measureRate(urls.trigger),
				webhook: await measureRate(urls.webhook),
			});
		}
		const table = new Table({ head: ['deliveries per second', 'median', 'min', 'max'] });
		for (const kind of ['trigger', 'webhook'] as const) {
			const rates = pairs.map((pair) => pair[kind]);
			const shown = [median(rates), Math.min(...rates), Math.max(...rates)];
			const name = kind === 'trigger' ? 'Sora Trigger' : "n8n's Webhook node";
			table.push([name, ...shown.map((rate) => rate.toFixed(1))]);
		}
		console.log(table.toString());
		const ratio = median(pairs.map(({ trigger, webhook }) => trigger / webhook));
		console.log(`Ratio, round by round, median: ${ratio.toFixed(2)}`);
	} finally {
		await stage.close();
	}
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
