import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod';

import { SoraError } from '../api/errors';
import type { TriggerSettings } from '../webhooks/settings';

const eventType = z.enum(['video.completed', 'video.failed']);

const eventsSchema = z.union([z.array(eventType).min(1), eventType.transform((one) => [one])]);

const credentialSchema = z.object({ webhookSecret: z.string().catch('') });

/**
 * The settings of the trigger, with the signing secrets of its credential.
 *
 * @throws SoraError `badInput` when no event is chosen
 */
export async function readTriggerSettings(
	context: IHookFunctions | IWebhookFunctions,
): Promise<TriggerSettings> {
	const events = eventsSchema.safeParse(context.getNodeParameter('events', []));
	if (!events.success)
		throw new SoraError('badInput', 'Choose at least one event under Trigger On');
	const { webhookSecret } = credentialSchema.parse(await context.getCredentials('soraApi'));
	return {
		events: events.data,
		isAutomatic: context.getNodeParameter('registration', 'automatic') !== 'manual',
		includeDetails: context.getNodeParameter('includeDetails', true) !== false,
		simplify: context.getNodeParameter('simplify', true) !== false,
		secrets: webhookSecret.split(/\s+/).filter((secret) => secret !== ''),
	};
}
