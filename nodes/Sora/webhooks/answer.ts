import type { IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod';

import { SoraError, toSoraError } from '../api/errors';
import { receiveDelivery, type AcceptedEvent, type Reception } from './reception';
import { keptEndpoint } from './registration';
import type { TriggerSettings } from './settings';
import { wholeMessage } from '../api/wholeMessage';

const requestSchema = z.object({ rawBody: z.custom<Buffer>((value) => Buffer.isBuffer(value)) });

/** An accepted delivery, with the settings it was accepted under. */
export interface Answered {
	accepted: AcceptedEvent;
	settings: TriggerSettings;
}

/**
 * Answers a delivery. This goes through the response object: n8n loses what was written to static
 * data when the call that starts a run answers in any other way.
 *
 * It never throws, since n8n would start a run with an empty item then, even for an unsigned
 * request. While the node cannot work (no credential, say) the sender is asked to come again.
 *
 * @param readSettings the node's parameters and secrets
 * @returns what the workflow is to start with, if it is to start
 */
export async function answerDelivery(
	context: IWebhookFunctions,
	readSettings: () => Promise<TriggerSettings>,
): Promise<Answered | undefined> {
	const received = await Promise.resolve()
		.then(async () => await receive(context, await readSettings()))
		.catch(toSoraError);
	if (received instanceof SoraError) {
		context.logger.error(`Sora Trigger cannot receive webhooks: ${wholeMessage(received)}`);
		context.getResponseObject().status(503).send('try again later');
		return undefined;
	}
	const { reception, settings } = received;
	context.getResponseObject().status(reception.status).send(reception.answer);
	return reception.accepted && { accepted: reception.accepted, settings };
}

async function receive(
	context: IWebhookFunctions,
	settings: TriggerSettings,
): Promise<{ reception: Reception; settings: TriggerSettings }> {
	const staticData = context.getWorkflowStaticData('node');
	const request = requestSchema.safeParse(context.getRequestObject());
	const delivery = {
		headers: { ...context.getHeaderData() },
		rawBody: request.success ? request.data.rawBody : Buffer.alloc(0),
	};
	// After a rotation at the server the new secret may stand in the credential.
	const kept = settings.isAutomatic ? keptEndpoint(staticData) : undefined;
	const secrets = [...(kept ? [kept.signingSecret] : []), ...settings.secrets];
	const reception = await receiveDelivery(context, delivery, secrets, staticData, settings);
	return { reception, settings };
}
