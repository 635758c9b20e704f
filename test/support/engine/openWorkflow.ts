import type {
	ICredentialsHelper,
	IDataObject,
	IHookFunctions,
	ILoadOptionsFunctions,
	INodeParameters,
	INodeTypes,
	IPollFunctions,
	IWebhookData,
	IWorkflowExecuteAdditionalData,
	WebhookType,
	Workflow,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { z } from 'zod';

import { execute, prepareExecution, type Run, type RunOptions } from './execution';
import type { EngineModules } from './modules';
import { surround, type Surroundings } from './surroundings';
import { bringDelivery, type Delivery, type WebhookRequest } from './webhook';
import type { WorkflowJson } from './workflowFile';

const storedJson = z.custom<IDataObject>((value) => typeof value === 'object' && value !== null);

/** In which mode n8n calls a trigger: `trigger` when the workflow is active, `manual` for a test. */
export interface TriggerOptions {
	mode?: WorkflowExecuteMode;
	activation?: WorkflowActivateMode;
	webhook?: WebhookType;
}

/** A workflow that stays, and with it the static data of its nodes. */
export interface OpenWorkflow {
	readonly workflow: Workflow;
	/** A copy of the static data as n8n's database keeps it: JSON, without the engine's proxies. */
	storedStaticData: () => IDataObject;
	run: (options?: RunOptions) => Run;
	/** `this` of a trigger's `webhookMethods`. */
	hook: (nodeName: string, options?: TriggerOptions) => IHookFunctions;
	/** `this` of a polling trigger. */
	poll: (nodeName: string, options?: TriggerOptions) => IPollFunctions;
	/** `this` of the methods that fill the lists of a form. */
	loadOptions: (nodeName: string, currentParameters?: INodeParameters) => ILoadOptionsFunctions;
	/** Brings a request to the node's webhook, as n8n's server does. */
	deliver: (
		nodeName: string,
		request: WebhookRequest,
		options?: TriggerOptions,
	) => Promise<Delivery>;
}

/** What all workflows of an engine share. */
export interface Shared {
	modules: EngineModules;
	nodeTypes: INodeTypes;
	credentials: ICredentialsHelper;
	nextExecutionId: () => string;
}

/** Gives a workflow its surroundings, a new execution id with each call. */
export function surroundWith(
	{ modules, credentials, nextExecutionId }: Shared,
	workflow: Workflow,
	mode: WorkflowExecuteMode,
	onMessage?: Surroundings['onMessage'],
): IWorkflowExecuteAdditionalData {
	const executionId = nextExecutionId();
	return surround(modules, { workflow, mode, executionId, credentials, onMessage });
}

/** Opens a copy of a workflow file; the file's object stays as it is. */
export function openWorkflow(shared: Shared, file: WorkflowJson): OpenWorkflow {
	const { modules, nodeTypes } = shared;
	const { core } = modules;
	const { id = 'workflow', name = 'Workflow', ...rest } = structuredClone(file);
	const workflow = new modules.workflow.Workflow({ id, name, active: false, nodeTypes, ...rest });

	const nodeOf = (nodeName: string) => {
		const node = workflow.getNode(nodeName);
		if (!node) throw new Error(`The workflow has no node ${nodeName}`);
		return node;
	};
	const typeOf = (nodeName: string) => {
		const { type, typeVersion } = nodeOf(nodeName);
		return nodeTypes.getByNameAndVersion(type, typeVersion);
	};
	const webhookOf = (
		nodeName: string,
		webhook: WebhookType,
		additionalData: IWorkflowExecuteAdditionalData,
		isTest: boolean,
	): IWebhookData => {
		const { webhooks = [] } = typeOf(nodeName).description;
		const webhookDescription = webhooks.find((described) => described.name === webhook);
		if (!webhookDescription) throw new Error(`${nodeName} has no webhook ${webhook}`);
		const path = `${nodeOf(nodeName).webhookId ?? ''}/${webhookDescription.path}`;
		return {
			workflowId: workflow.id,
			node: nodeName,
			path,
			httpMethod: 'POST',
			webhookDescription,
			workflowExecuteAdditionalData: additionalData,
			isTest,
		};
	};

	return {
		workflow,
		storedStaticData: () => storedJson.parse(JSON.parse(JSON.stringify(workflow.staticData))),
		run: (options = {}) => {
			const { mode = 'manual', onMessage } = options;
			const data = prepareExecution(modules, workflow, mode, rest.pinData, options);
			return execute(
				modules,
				workflow,
				mode,
				data,
				surroundWith(shared, workflow, mode, onMessage),
			);
		},
		hook: (nodeName, { mode = 'trigger', activation = 'activate', webhook = 'default' } = {}) => {
			const around = surroundWith(shared, workflow, mode);
			const webhookData = webhookOf(nodeName, webhook, around, mode === 'manual');
			return new core.HookContext(
				workflow,
				nodeOf(nodeName),
				around,
				mode,
				activation,
				webhookData,
			);
		},
		poll: (nodeName, { mode = 'trigger', activation = 'activate' } = {}) => {
			const around = surroundWith(shared, workflow, mode);
			return new core.PollContext(workflow, nodeOf(nodeName), around, mode, activation);
		},
		loadOptions: (nodeName, currentParameters) => {
			const node = nodeOf(nodeName);
			const around = {
				...surroundWith(shared, workflow, 'internal'),
				currentNodeParameters: currentParameters ?? node.parameters,
			};
			return new core.LoadOptionsContext(workflow, node, around, '');
		},
		deliver: async (nodeName, request, { mode = 'webhook', webhook = 'default' } = {}) =>
			await bringDelivery(typeOf(nodeName), request, (pair) => {
				const around = { ...surroundWith(shared, workflow, mode), ...pair };
				const webhookData = webhookOf(nodeName, webhook, around, mode === 'manual');
				const node = nodeOf(nodeName);
				return new core.WebhookContext(workflow, node, around, mode, webhookData, [], null);
			}),
	};
}
