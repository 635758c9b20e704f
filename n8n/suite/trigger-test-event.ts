import assert from 'node:assert/strict';
import { z } from 'zod';
import { manualSigningSecret, type Stage } from '../stage';
import type { SuiteCase } from './case';
import { deliver } from './delivery';
import { renderAtSimulator } from './media';
import {
	findEndpoint,
	goodDelivery,
	listEndpoints,
	readStart,
	saveTrigger,
	type TriggerWorkflow,
	triggerName,
	waitForRuns,
	webhookUrl,
} from './trigger-workflow';
import { waitFor } from './wait';
import { soraTriggerType } from './workflow';

const listeningSchema = z.object({ waitingForWebhook: z.literal(true) });
const cleanUpLimitMs = 10_000;

/** The button "Listen for test event". */
async function listenForTestEvent({ client }: Stage, { id }: TriggerWorkflow): Promise<void> {
	const destinationNode = { nodeName: triggerName, mode: 'inclusive' };
	const path = `/rest/workflows/${id}/run`;
	await client.session.call(listeningSchema, 'POST', path, { destinationNode });
}

export const testEventCases: SuiteCase[] = [
	{
		name: 'trigger, Listen for test event: registers for one event, shows it, and cleans up',
		limitSeconds: 90,
		needs: soraTriggerType,
		run: async (stage) => {
			const workflow = await saveTrigger(stage, { registration: 'automatic' });
			await listenForTestEvent(stage, workflow);
			assert.match((await findEndpoint(stage, workflow)).url, /\/webhook-test\//);
			const rendered = await renderAtSimulator(stage, 'a test event');
			const [run] = await waitForRuns(stage, workflow, 1);
			assert.equal(readStart(run).video?.id, rendered.id);
			await waitFor('end of the registration', cleanUpLimitMs, async () =>
				(await listEndpoints(stage, workflow)).length === 0 ? true : undefined,
			);
		},
	},
	{
		name: 'trigger registered by hand, Listen for test event: a forged one is refused, a signed one shown',
		limitSeconds: 90,
		needs: soraTriggerType,
		run: async (stage) => {
			const workflow = await saveTrigger(stage, { registration: 'manual' });
			const { id } = await renderAtSimulator(stage, 'a test event sent by hand');
			const production = await webhookUrl(stage, workflow);
			const url = production.replace('/webhook/', '/webhook-test/');
			const good = goodDelivery(url, manualSigningSecret, id);
			const otherSecret = `whsec_${Buffer.from('another key').toString('base64')}`;
			await listenForTestEvent(stage, workflow);
			assert.equal(await deliver({ ...good, secret: otherSecret }), 401);
			await listenForTestEvent(stage, workflow);
			assert.equal(await deliver(good), 200);
			const [run] = await waitForRuns(stage, workflow, 1);
			assert.equal(readStart(run).video?.id, id);
		},
	},
];
