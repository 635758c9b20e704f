import type { IDataObject, IHookFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { SoraError, toSoraError } from '../api/errors';
import { openServer } from '../services/openServer';
import {
	checkEndpoint,
	forgetEndpoint,
	isOwn,
	keptEndpoint,
	registerEndpoint,
	removeEndpoint,
	type KeptEndpoint,
	type Owner,
	type OwnRegistration,
} from './registration';
import type { TriggerSettings } from './settings';
import { isUsableSecret } from './signature';
import { wholeMessage } from '../api/wholeMessage';

const longestName = 256;

/** Whether the server already knows this trigger. Registered by hand, there is nothing to ask. */
export async function checkTrigger(
	context: IHookFunctions,
	settings: TriggerSettings,
): Promise<boolean> {
	if (!settings.isAutomatic) return false;
	const staticData = context.getWorkflowStaticData('node');
	const kept = ownEndpoint(context, staticData);
	if (!kept) return false;
	const server = await openServer(context);
	return await checkEndpoint(server, staticData, kept, registration(context, settings));
}

/**
 * Registers the trigger, or, registered by hand, makes sure that there is a secret: without one
 * anybody could start the workflow.
 *
 * @throws SoraError
 */
export async function activateTrigger(
	context: IHookFunctions,
	settings: TriggerSettings,
): Promise<boolean> {
	if (settings.isAutomatic) {
		const server = await openServer(context);
		const staticData = context.getWorkflowStaticData('node');
		await registerEndpoint(server, staticData, registration(context, settings));
		return true;
	}
	if (settings.secrets.some(isUsableSecret)) return true;
	throw new SoraError(
		'badInput',
		'Registration is "Manual", but the Sora API credential has no Webhook Secret. Copy the signing secret of the webhook (whsec_…) from your server into that field: without it nobody could tell a real call from a forged one.',
	);
}

/** Removes what was registered, also when Registration was changed to Manual meanwhile. */
export async function deactivateTrigger(context: IHookFunctions): Promise<boolean> {
	const staticData = context.getWorkflowStaticData('node');
	const kept = ownEndpoint(context, staticData);
	if (kept) await removeEndpoint(await openServer(context), staticData, kept);
	return true;
}

/**
 * The endpoint that this trigger has registered. Static data travels with copies of a workflow and
 * of a whole n8n: whatever another one registered may serve it still, so it is forgotten and never
 * asked for, changed or removed.
 */
function ownEndpoint(context: IHookFunctions, staticData: IDataObject): KeptEndpoint | undefined {
	const kept = keptEndpoint(staticData);
	if (!kept || isOwn(kept, ownerOf(context))) return kept;
	forgetEndpoint(staticData);
	context.logger.warn(
		`Sora Trigger leaves the webhook ${kept.endpointId} at the server as it is. Another workflow or another n8n has registered it, or this one when its address was still ${kept.url}. Remove it at the server if nothing listens there any more.`,
	);
	return undefined;
}

function registration(context: IHookFunctions, { events }: TriggerSettings): OwnRegistration {
	const { id, name } = context.getWorkflow();
	return {
		...ownerOf(context),
		name: `n8n: ${name ?? 'workflow'} (${id ?? 'new'})`.slice(0, longestName),
		eventTypes: events,
	};
}

function ownerOf(context: IHookFunctions): Owner {
	const url = context.getNodeWebhookUrl('default');
	if (url === undefined) throw new SoraError('badInput', 'n8n has no address for this webhook yet');
	return { workflowId: context.getWorkflow().id ?? '', instanceId: context.getInstanceId(), url };
}

/** Of an error in these calls n8n shows the message only, so everything goes into it. */
export async function tellingAll<T>(context: IHookFunctions, work: () => Promise<T>): Promise<T> {
	return await work().catch((thrown: unknown) => {
		const message = wholeMessage(toSoraError(thrown));
		const ended = new NodeOperationError(context.getNode(), message);
		// n8n swaps messages that hold a code such as ECONNREFUSED for its own, without address and advice.
		ended.message = message;
		throw ended;
	});
}
