import { randomUUID } from 'node:crypto';
import type { EndedExecution } from '../rest';
import type { Stage } from '../stage';
import { waitFor } from './wait';
import { composeWorkflow, type NodeSpec } from './workflow';

const runLimitMs = 60_000;

/**
 * Puts a node into production behind a webhook until `work` is over. Only there does n8n keep what
 * a node remembers from one execution to the next.
 */
export async function withProduction(
	{ client, server }: Stage,
	node: NodeSpec,
	work: (start: () => Promise<EndedExecution>) => Promise<void>,
	settings: object = {},
): Promise<void> {
	const path = randomUUID();
	const webhook: NodeSpec = {
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		parameters: { path, httpMethod: 'POST', responseMode: 'onReceived' },
		webhookId: path,
	};
	const links = [{ from: webhook.name, to: node.name }];
	const workflow = composeWorkflow('Suite: production', [webhook, node], links);
	const { id } = await client.createWorkflow({
		...workflow,
		pinData: {},
		settings: { executionOrder: 'v1', ...settings },
	});
	await client.activate(id);
	let started = 0;
	try {
		await work(async () => {
			await fetch(`${server.baseUrl}/webhook/${path}`, { method: 'POST' });
			started += 1;
			const newest = await waitFor(`execution ${started}`, runLimitMs, async () => {
				const executions = await client.listExecutions(id);
				return executions.length >= started ? executions[0] : undefined;
			});
			return await client.waitForExecution(newest.id, runLimitMs);
		});
	} finally {
		await client.deactivate(id);
	}
}
