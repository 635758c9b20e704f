import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { testSoraCredential } from './credential/testCredential';
import { eventItem } from './output/eventItem';
import { readTriggerSettings, triggerFields } from './parameters/trigger';
import { answerDelivery } from './webhooks/answer';
import { activateTrigger, checkTrigger, deactivateTrigger, tellingAll } from './webhooks/lifeCycle';

const onlyOutput: Pick<INodeTypeDescription, 'outputs'> = { outputs: [NodeConnectionTypes.Main] };

/** The trigger node: starts a workflow when a render has ended. */
export class SoraTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Sora Trigger',
		name: 'soraTrigger',
		icon: { light: 'file:sora.svg', dark: 'file:sora.dark.svg' },
		group: ['trigger'],
		version: [1],
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Starts the workflow when a video is completed or has failed',
		defaults: { name: 'Sora Trigger' },
		inputs: [],
		...onlyOutput,
		credentials: [{ name: 'soraApi', required: true, testedBy: 'soraApiTest' }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				path: 'webhook',
			},
		],
		properties: triggerFields,
	};

	// n8n takes it from either node.
	methods = { credentialTest: { soraApiTest: testSoraCredential } };

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await tellingAll(this, async () =>
					checkTrigger(this, await readTriggerSettings(this)),
				);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await tellingAll(this, async () =>
					activateTrigger(this, await readTriggerSettings(this)),
				);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await tellingAll(this, async () => deactivateTrigger(this));
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const answered = await answerDelivery(this, async () => await readTriggerSettings(this));
		if (!answered) return { noWebhookResponse: true };
		const { accepted, settings } = answered;
		return { noWebhookResponse: true, workflowData: [[eventItem(accepted, settings.simplify)]] };
	}
}
