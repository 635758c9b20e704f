import type {
	IDataObject,
	INodeExecutionData,
	INodeParameters,
	IWebhookFunctions,
} from 'n8n-workflow';

import { SoraTrigger } from '../../../../nodes/Sora/SoraTrigger.node';
import { fakeHook, type FakeOptions, type SentRequest } from '../../../support/fakeContext';
import { asContext } from '../../../support/fakeContext/asContext';
import { vectorSecret, type Delivery } from './deliveries';

/** How a delivery was answered, and what the workflow starts with. */
export interface Reply {
	status: number;
	body: unknown;
	/** Undefined when nothing starts. */
	items: INodeExecutionData[] | undefined;
}

/** A trigger of an active workflow, with what n8n keeps of it between deliveries. */
export interface OpenTrigger {
	/** Brings a request to the node; rejects where the node throws. */
	deliver(delivery: Delivery): Promise<Reply>;
	/** `this` of the node's `webhook`, and the answers it has given. */
	contextFor(delivery: Partial<Delivery>): { context: IWebhookFunctions; answers: Answer[] };
	staticData: IDataObject;
	/** Requests to the server. */
	sent: SentRequest[];
	/** What the node wrote into n8n's log. */
	logged: string[];
}

export interface Answer {
	status: number;
	body: unknown;
}

export interface TriggerOptions extends Pick<
	FakeOptions,
	'staticData' | 'credential' | 'mode' | 'node'
> {
	parameters?: INodeParameters;
	/** Without a credential of the node. */
	noCredential?: boolean;
}

let triggers = 0;

/**
 * A trigger that nothing was delivered to: the process remembers deliveries by node, so every test
 * has a node of its own. Registered by hand with the secret of the test vectors, unless told otherwise.
 */
export function openTrigger({
	noCredential = false,
	parameters,
	credential,
	node,
	...options
}: TriggerOptions = {}): OpenTrigger {
	const { context: hook, ...traces } = fakeHook({
		mode: 'webhook',
		...options,
		node: { id: `trigger-${++triggers}`, name: 'Sora Trigger', ...node },
		description: new SoraTrigger().description,
		parameters: { registration: 'manual', ...parameters },
		credential: { webhookSecret: vectorSecret, ...credential },
	});
	const contextFor = ({ headers = {}, rawBody }: Partial<Delivery>) => {
		const answers: Answer[] = [];
		const context = asContext<IWebhookFunctions>({
			getNode: () => hook.getNode(),
			getMode: () => hook.getMode(),
			getWorkflow: () => hook.getWorkflow(),
			getWorkflowStaticData: () => traces.staticData,
			getNodeParameter: (name: string, fallback?: object) =>
				hook.getNodeParameter(name, fallback) as unknown,
			getCredentials: async (type: string) => {
				if (noCredential) throw new Error('Node does not have any credentials set');
				return await hook.getCredentials(type);
			},
			getHeaderData: () => headers,
			getRequestObject: () => ({ headers, ...(rawBody ? { rawBody } : {}) }),
			getResponseObject: () => recordAnswers(answers),
			helpers: hook.helpers,
			logger: hook.logger,
		});
		return { context, answers };
	};
	return {
		...traces,
		contextFor,
		deliver: async (delivery) => {
			const { context, answers } = contextFor(delivery);
			const { workflowData, noWebhookResponse } = await new SoraTrigger().webhook.call(context);
			const [answer, ...more] = answers;
			if (!answer || more.length > 0 || noWebhookResponse !== true) {
				throw new Error('Not answered once, and through the response');
			}
			return { ...answer, items: workflowData?.flat() };
		},
	};
}

function recordAnswers(answers: Answer[]) {
	const pending: Answer = { status: 200, body: undefined };
	const response = {
		status: (status: number) => {
			pending.status = status;
			return response;
		},
		send: (body: unknown) => {
			answers.push({ ...pending, body });
			return response;
		},
	};
	return response;
}
