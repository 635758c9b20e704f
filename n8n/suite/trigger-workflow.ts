import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { EndedExecution } from '../rest';
import type { Credential } from '../rest-schemas';
import type { Stage } from '../stage';
import { deliver, type Delivery, eventBody, nowSeconds } from './delivery';
import { askSimulator } from './media';
import { composeWorkflow, outputOf, soraTriggerType } from './workflow';

export const triggerName = 'Sora Trigger';
const runLimitMs = 30_000;
const pollEveryMs = 200;

const endpointSchema = z.object({
	id: z.string(),
	name: z.string(),
	url: z.string(),
	event_types: z.array(z.string()),
});
const endpointsSchema = z.object({ data: z.array(endpointSchema) });

/** What a run of the trigger hands to the next node. */
const startSchema = z.object({
	event: z.object({ type: z.string(), deliveryId: z.string() }).passthrough(),
	video: z.object({ id: z.string(), status: z.string() }).passthrough().nullish(),
});

/** A saved workflow that a trigger starts. */
export interface TriggerWorkflow {
	id: string;
	name: string;
	webhookId: string;
}

/** Saves a workflow of the trigger alone. */
export async function saveTrigger(
	{ client, credential }: Stage,
	parameters: object,
	{ id, name }: Credential = credential,
): Promise<TriggerWorkflow> {
	const webhookId = randomUUID();
	const node = {
		name: triggerName,
		type: soraTriggerType,
		typeVersion: 1,
		parameters: { events: ['video.completed'], ...parameters },
		credentials: { soraApi: { id, name } },
		webhookId,
	};
	const title = `Suite: trigger ${webhookId.slice(0, 8)}`;
	const workflow = composeWorkflow(title, [node], []);
	const saved = await client.createWorkflow({ ...workflow, pinData: {} });
	return { id: saved.id, name: title, webhookId };
}

/** The endpoints registered at the simulator under the workflow's name. */
export async function listEndpoints(stage: Stage, { name }: TriggerWorkflow) {
	const response = await askSimulator(stage, '/webhook_endpoints');
	const { data } = endpointsSchema.parse(await response.json());
	return data.filter((endpoint) => endpoint.name.includes(name));
}

/** The one endpoint of an active workflow. */
export async function findEndpoint(stage: Stage, workflow: TriggerWorkflow) {
	const [endpoint, ...more] = await listEndpoints(stage, workflow);
	assert.ok(endpoint, 'no endpoint is registered at the simulator');
	assert.equal(more.length, 0, 'more than one endpoint is registered at the simulator');
	return endpoint;
}

/** Activates a workflow whose trigger must come up. */
export async function activate({ client }: Stage, { id }: TriggerWorkflow): Promise<void> {
	const { status, triggers } = await client.activate(id);
	assert.equal(status, 'published', triggers.map(({ errorMessage }) => errorMessage).join(' | '));
}

/** The signing secret that an automatic registration has left in the workflow's static data. */
export async function readSecret({ client }: Stage, { id }: TriggerWorkflow): Promise<string> {
	const { staticData } = await client.getWorkflow(id);
	const secret = /"(whsec_[^"]+)"/.exec(JSON.stringify(staticData))?.[1];
	assert.ok(secret, 'there is no signing secret in the static data of the workflow');
	return secret;
}

/** The address that a server calls for a workflow whose trigger is registered by hand. */
export async function webhookUrl(
	{ client, server }: Stage,
	{ webhookId }: TriggerWorkflow,
): Promise<string> {
	const types = await client.listNodeTypes();
	const path = types.find(({ name }) => name === soraTriggerType)?.webhooks?.[0]?.path;
	assert.ok(path !== undefined, 'the trigger describes no webhook');
	return `${server.baseUrl}/webhook/${webhookId}/${path}`;
}

/** A delivery that must be accepted, unless something in it is changed. */
export function goodDelivery(url: string, secret: string, videoId: string): Delivery {
	return {
		url,
		secret,
		deliveryId: `wh_${randomUUID()}`,
		timestampSeconds: nowSeconds(),
		body: eventBody('video.completed', videoId),
	};
}

/** Waits until the workflow has been started `count` times and all runs have ended; oldest first. */
export async function waitForRuns(
	{ client, simulator }: Stage,
	{ id, webhookId }: TriggerWorkflow,
	count: number,
): Promise<EndedExecution[]> {
	const deadlineMs = Date.now() + runLimitMs;
	while (Date.now() < deadlineMs) {
		const executions = await client.listExecutions(id);
		if (executions.length >= count) {
			assert.equal(executions.length, count, 'the workflow was started too often');
			const ended = executions.map((one) => client.waitForExecution(one.id, runLimitMs));
			return (await Promise.all(ended)).reverse();
		}
		await pause(pollEveryMs);
	}
	const sent = simulator.deliveries.filter(({ url }) => url.includes(webhookId));
	const answers = sent.flatMap(({ attempts }) => attempts.map(({ status }) => status));
	throw new Error(
		`The workflow was not started ${count} times within ${runLimitMs / 1000} s. ` +
			`The simulator's deliveries were answered with: ${answers.join(', ') || 'none sent'}.`,
	);
}

/**
 * Sends one more good delivery and waits for its run: had an earlier delivery started one too,
 * there would be more than `count` runs by now.
 */
export async function assertRunsAfterOneMore(
	stage: Stage,
	workflow: TriggerWorkflow,
	delivery: Delivery,
	count: number,
): Promise<void> {
	assert.equal(await deliver(delivery), 200);
	await waitForRuns(stage, workflow, count);
}

/** What the trigger has put out in a run. */
export function readStart(execution: EndedExecution | undefined): z.infer<typeof startSchema> {
	assert.ok(execution);
	assert.equal(execution.status, 'success');
	const items = outputOf(execution, triggerName);
	assert.equal(items.length, 1);
	return startSchema.parse(items[0]?.json);
}
