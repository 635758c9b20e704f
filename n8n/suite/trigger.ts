import assert from 'node:assert/strict';
import { manualSigningSecret, type Stage } from '../stage';
import type { SuiteCase } from './case';
import { deliver } from './delivery';
import { renderAtSimulator } from './media';
import {
	activate,
	assertRunsAfterOneMore,
	findEndpoint,
	goodDelivery,
	listEndpoints,
	readSecret,
	readStart,
	saveTrigger,
	type TriggerWorkflow,
	waitForRuns,
	webhookUrl,
} from './trigger-workflow';
import { soraTriggerType } from './workflow';

interface ActiveTrigger {
	workflow: TriggerWorkflow;
	url: string;
	secret: string;
}

async function withAutomatic(
	stage: Stage,
	parameters: object,
	work: (active: ActiveTrigger) => Promise<void>,
): Promise<void> {
	const workflow = await saveTrigger(stage, { registration: 'automatic', ...parameters });
	await activate(stage, workflow);
	try {
		const { url } = await findEndpoint(stage, workflow);
		await work({ workflow, url, secret: await readSecret(stage, workflow) });
	} finally {
		await stage.client.deactivate(workflow.id);
	}
	assert.deepEqual(await listEndpoints(stage, workflow), [], 'the endpoint was left behind');
}

async function withManual(
	stage: Stage,
	work: (active: ActiveTrigger) => Promise<void>,
): Promise<void> {
	const workflow = await saveTrigger(stage, { registration: 'manual' });
	await activate(stage, workflow);
	try {
		const url = await webhookUrl(stage, workflow);
		await work({ workflow, url, secret: manualSigningSecret });
	} finally {
		await stage.client.deactivate(workflow.id);
	}
}

const cases: Omit<SuiteCase, 'needs'>[] = [
	{
		name: 'trigger: registers itself, starts once for a delivery sent twice, and cleans up',
		limitSeconds: 120,
		run: async (stage) => {
			await withAutomatic(stage, {}, async ({ workflow, url, secret }) => {
				const endpoint = await findEndpoint(stage, workflow);
				assert.deepEqual(endpoint.event_types, ['video.completed']);
				assert.ok(endpoint.name.includes(workflow.id), endpoint.name);
				const rendered = await renderAtSimulator(stage, 'a render that starts a workflow');
				const [run] = await waitForRuns(stage, workflow, 1);
				const { event, video } = readStart(run);
				assert.equal(event.type, 'video.completed');
				assert.equal(video?.id, rendered.id);
				assert.equal(video?.status, 'completed');

				const good = goodDelivery(url, secret, rendered.id);
				const again = { ...good, deliveryId: event.deliveryId };
				assert.equal(await deliver(again), 200);
				await assertRunsAfterOneMore(stage, workflow, good, 2);
			});
		},
	},
	{
		name: 'trigger: two deliveries of the same event at the same moment start one run',
		limitSeconds: 120,
		run: async (stage) => {
			await withManual(stage, async ({ workflow, url, secret }) => {
				const { id } = await renderAtSimulator(stage, 'delivered twice at once');
				const twice = goodDelivery(url, secret, id);
				const statuses = await Promise.all([deliver(twice), deliver(twice)]);
				assert.deepEqual(statuses, [200, 200]);
				await assertRunsAfterOneMore(stage, workflow, goodDelivery(url, secret, id), 2);
			});
		},
	},
	{
		name: 'trigger: forged and stale deliveries are refused and start nothing',
		limitSeconds: 120,
		run: async (stage) => {
			await withAutomatic(stage, {}, async ({ workflow, url, secret }) => {
				const { id } = await renderAtSimulator(stage, 'nobody can forge this');
				await waitForRuns(stage, workflow, 1);
				const good = goodDelivery(url, secret, id);
				const otherSecret = `whsec_${Buffer.from('another key').toString('base64')}`;
				assert.equal(await deliver({ ...good, secret: otherSecret }), 401);
				const staleSeconds = good.timestampSeconds - 301;
				assert.equal(await deliver({ ...good, timestampSeconds: staleSeconds }), 401);
				const unsigned = await fetch(url, { method: 'POST', body: good.body });
				assert.equal(unsigned.status, 401);
				await assertRunsAfterOneMore(stage, workflow, good, 2);
			});
		},
	},
	{
		name: 'trigger: n8n restarted between activation and delivery loses nothing',
		limitSeconds: 240,
		run: async (stage) => {
			await withAutomatic(stage, {}, async ({ workflow, url, secret }) => {
				const first = await renderAtSimulator(stage, 'before the restart');
				const [run] = await waitForRuns(stage, workflow, 1);
				const { deliveryId } = readStart(run).event;

				await stage.server.restart();
				await stage.client.logIn(stage.owner);
				assert.equal((await findEndpoint(stage, workflow)).url, url);
				assert.equal(await readSecret(stage, workflow), secret);

				await renderAtSimulator(stage, 'after the restart');
				await waitForRuns(stage, workflow, 2);
				const good = goodDelivery(url, secret, first.id);
				assert.equal(await deliver({ ...good, deliveryId }), 200);
				await assertRunsAfterOneMore(stage, workflow, good, 3);
			});
		},
	},
	{
		name: 'trigger, registered by hand without a secret: activation is refused, with the reason',
		limitSeconds: 120,
		run: async (stage) => {
			const { webhookSecret: _none, ...fields } = stage.credentialFields;
			const noSecret = await stage.client.createCredential({
				name: 'Simulator, no webhook secret',
				type: 'soraApi',
				data: fields,
			});
			const workflow = await saveTrigger(stage, { registration: 'manual' }, noSecret);
			const { status, triggers } = await stage.client.activate(workflow.id);
			await stage.client.deactivate(workflow.id);
			assert.equal(status, 'failed');
			assert.match(triggers[0]?.errorMessage ?? '', /secret/i);
		},
	},
];

export const triggerCases: SuiteCase[] = cases.map((one) => ({ ...one, needs: soraTriggerType }));
