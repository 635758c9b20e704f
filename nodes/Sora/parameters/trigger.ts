import {
	updateDisplayOptions,
	type IHookFunctions,
	type INodeProperties,
	type IWebhookFunctions,
} from 'n8n-workflow';
import { z } from 'zod';

import { SoraError } from '../api/errors';
import type { TriggerSettings } from '../webhooks/settings';
import { simplify } from './simplify';

const events: INodeProperties = {
	displayName: 'Trigger On',
	name: 'events',
	type: 'multiOptions',
	required: true,
	options: [
		{
			name: 'Video Completed',
			value: 'video.completed',
			description: 'A render has ended and its files can be downloaded',
		},
		{
			name: 'Video Failed',
			value: 'video.failed',
			description: 'A render has ended without a video',
		},
	],
	default: ['video.completed'],
};

const registration: INodeProperties = {
	displayName: 'Registration',
	name: 'registration',
	type: 'options',
	options: [
		{
			name: 'Automatic',
			value: 'automatic',
			description:
				'The node registers its address at the server, and removes it when it is switched off',
		},
		{
			name: 'Manual',
			value: 'manual',
			description: 'You enter the address at the server or gateway yourself',
		},
	],
	default: 'automatic',
	description: 'How the server learns where to send its events',
};

const manualNotice: INodeProperties = {
	displayName:
		'1. Copy the Production URL above and enter it at your server or gateway as receiver of the events video.completed and video.failed.<br>2. Copy the signing secret it shows you (whsec_…) into the field Webhook Secret of the Sora API credential. During a rotation both secrets can stand there, separated by a space.<br>3. Activate the workflow. Calls without a valid signature are refused.',
	name: 'manualNotice',
	type: 'notice',
	default: '',
	displayOptions: { show: { registration: ['manual'] } },
};

const includeDetails: INodeProperties = {
	displayName: 'Include Video Details',
	name: 'includeDetails',
	type: 'boolean',
	default: true,
	description:
		'Whether to fetch the video from the server before the workflow starts. The event itself holds only its ID.',
};

/** The form of the trigger. */
export const triggerFields: INodeProperties[] = [
	events,
	registration,
	manualNotice,
	includeDetails,
	...updateDisplayOptions({ show: { includeDetails: [true] } }, [simplify]),
];

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
	const chosen = eventsSchema.safeParse(context.getNodeParameter(events.name, []));
	if (!chosen.success) {
		throw new SoraError('badInput', `Choose at least one event under ${events.displayName}`);
	}
	const { webhookSecret } = credentialSchema.parse(await context.getCredentials('soraApi'));
	const isOn = ({ name }: INodeProperties) => context.getNodeParameter(name, true) !== false;
	return {
		events: chosen.data,
		isAutomatic: context.getNodeParameter(registration.name, 'automatic') !== 'manual',
		includeDetails: isOn(includeDetails),
		simplify: isOn(simplify),
		secrets: webhookSecret.split(/\s+/).filter((secret) => secret !== ''),
	};
}
