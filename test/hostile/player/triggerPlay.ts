import { z } from 'zod';

import { signDelivery } from '../../../simulator/webhooks/signature';
import type { Engine, OpenWorkflow, WorkflowJson } from '../../support/engine';
import type { Outcome, PlannedDelivery, TriggerPlay } from './messages';
import { cut } from './readResult';

const triggerName = 'Sora Trigger';

let triggers = 0;

/** A workflow of the trigger alone. The process remembers deliveries by node, so each is another one. */
export function triggerWorkflow({ parameters = {}, kept = {} }: TriggerPlay): WorkflowJson {
	const trigger = {
		id: `trigger-${++triggers}`,
		name: triggerName,
		type: 'n8n-nodes-sora.soraTrigger',
		typeVersion: 1,
		position: [0, 0] as [number, number],
		webhookId: 'b7d4e6a1',
		parameters,
		credentials: { soraApi: { id: 'sora', name: 'Sora API' } },
	};
	return {
		id: 'finished-videos',
		name: 'Finished videos',
		nodes: [trigger],
		connections: {},
		settings: { executionOrder: 'v1' },
		staticData: { [`node:${triggerName}`]: kept },
	};
}

type Played = Pick<Outcome, 'status' | 'items' | 'errors' | 'replies'> & {
	/** All that a user is told, at its whole length. */
	told: string[];
};

/**
 * Takes the steps one after the other. An activation or deactivation that fails is an error of its
 * own kind; whatever a delivery starts is an item.
 */
export async function playTrigger(
	engine: Engine,
	open: OpenWorkflow,
	{ steps }: TriggerPlay,
): Promise<Played> {
	const played: Played = { status: 'played', items: [], errors: [], replies: {}, told: [] };
	const methods = engine.nodeType('soraTrigger').webhookMethods?.default;
	if (!methods) throw new Error('The trigger has no life cycle');
	const hook = () => open.hook(triggerName);
	const switchOn = async () =>
		(await methods.checkExists.call(hook())) || (await methods.create.call(hook()));
	const deliver = async (planned: PlannedDelivery) => {
		// Each comes over a connection of its own: between two of them n8n does other things.
		await new Promise((resolve) => setImmediate(resolve));
		const request = { headers: headersOf(planned), rawBody: planned.body };
		const { status, body, workflowData = [] } = await open.deliver(triggerName, request);
		const reply = `${status} ${String(body)}`;
		played.replies[reply] = (played.replies[reply] ?? 0) + 1;
		for (const { json } of workflowData.flat()) {
			const { videoId } = eventSchema.parse(json).event;
			played.items.push({ id: cut(videoId), json: cut(JSON.stringify(json)) });
		}
	};
	for (const step of steps) {
		if (step.do === 'deliver') {
			if (step.atOnce) await Promise.all(step.deliveries.map(deliver));
			else for (const planned of step.deliveries) await deliver(planned);
			continue;
		}
		const work = step.do === 'activate' ? switchOn() : methods.delete.call(hook());
		await work.catch((error: unknown) => {
			const { message } = z.instanceof(Error).parse(error);
			played.told.push(message);
			played.errors.push({ kind: step.do, message: cut(message), advice: '' });
		});
	}
	return played;
}

const eventSchema = z.object({ event: z.object({ videoId: z.string() }) });

function headersOf(planned: PlannedDelivery): Record<string, string> {
	const { id, body, signedBody = body, secrets, ageSeconds = 0, headers } = planned;
	const timestamp = String(Math.floor(Date.now() / 1000) - ageSeconds);
	const all = {
		'content-type': 'application/json',
		'webhook-id': id,
		'webhook-timestamp': timestamp,
		'webhook-signature': signDelivery(secrets, id, timestamp, signedBody),
		...headers,
	};
	return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
}
