import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	INode,
	INodeExecutionData,
	INodeTypeDescription,
	NodeExecutionHint,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import { SoraApi } from '../../../credentials/SoraApi.credentials';
import { asContext } from './asContext';
import { binaryFunctions, type StoredFile } from './binaries';
import { readParametersOf, type GivenParameters } from './parameters';
import { requestFunctions, type FakeCredential } from './requests';
import type { SentRequest } from './undiciRequest';

export { binaryOf, type StoredFile } from './binaries';
export type { SentRequest } from './undiciRequest';

export interface FakeOptions {
	/** Of all items, or a set for each; expressions stand resolved. */
	parameters?: GivenParameters;
	/** With it, parameters that are shown and not given have their defaults. */
	description?: INodeTypeDescription;
	items?: INodeExecutionData[];
	/** Fields of the Sora API credential other than `testCredential`. */
	credential?: ICredentialDataDecryptedObject;
	node?: Partial<INode>;
	continueOnFail?: boolean;
	/** The Stop button. */
	cancelSignal?: AbortSignal;
	/** Whether an agent calls the node as a tool. */
	isTool?: boolean;
	mode?: WorkflowExecuteMode;
	activation?: WorkflowActivateMode;
	/** Address of the trigger's webhook. */
	webhookUrl?: string;
	staticData?: IDataObject;
	/** `getContext('node')` as an earlier try has left it. */
	nodeContext?: IDataObject;
	/** Of the n8n. */
	instanceId?: string;
	/** Which execution runs: one that n8n retries has another id. */
	executionId?: string;
	/** Which round of a loop runs. */
	runIndex?: number;
}

/** What a node did to its surroundings. */
export interface Traces {
	/** Every request, redirects that n8n followed by itself not counted. */
	sent: SentRequest[];
	stored: StoredFile[];
	hints: NodeExecutionHint[];
	/** Sent to the editor. */
	messages: unknown[];
	/** `getContext('node')` and `getContext('flow')`. */
	contexts: Record<'node' | 'flow', IDataObject>;
	staticData: IDataObject;
	/** Written into n8n's log, at any level. */
	logged: string[];
}

export type Fake<Context> = Traces & { context: Context };

/** The credential of every fake: a made-up server with a made-up key. */
export const testCredential = {
	baseUrl: 'https://videos.example.com/v1',
	apiKey: 'sk-test-key',
	authentication: 'bearer',
	organizationId: '',
	projectId: '',
	webhookSecret: '',
	headerName: '',
	headerSecret: '',
};

/** `this` of an action node. */
export function fakeExecute(options: FakeOptions = {}): Fake<IExecuteFunctions> {
	const { items = [{ json: {} }], cancelSignal } = options;
	const { shared, node, credential, traces, readParameter } = begin(options);
	const context = asContext<IExecuteFunctions>({
		...shared,
		getNodeParameter: readParameter,
		getInputData: () => structuredClone(items),
		continueOnFail: () => options.continueOnFail ?? false,
		isToolExecution: () => options.isTool ?? false,
		getExecutionCancelSignal: () => cancelSignal,
		onExecutionCancellation: (handler: () => unknown) =>
			cancelSignal?.addEventListener('abort', () => void handler(), { once: true }),
		getWorkflowDataProxy: () => ({ $runIndex: options.runIndex ?? 0 }),
		getContext: (kind: 'node' | 'flow') => traces.contexts[kind],
		addExecutionHints: (...hints: NodeExecutionHint[]) => void traces.hints.push(...hints),
		sendMessageToUI: (...messages: unknown[]) => void traces.messages.push(...messages),
		helpers: asContext<IExecuteFunctions['helpers']>({
			...requestFunctions(node, credential, traces.sent),
			...binaryFunctions(node, items, traces.stored),
		}),
	});
	return { ...traces, context };
}

/** `this` of a method that fills a list in the form. */
export function fakeLoadOptions(options: FakeOptions = {}): Fake<ILoadOptionsFunctions> {
	const { shared, node, credential, traces, readParameter } = begin(options);
	const read = (name: string, fallback?: unknown, more?: { extractValue?: boolean }) =>
		readParameter(name, 0, fallback ?? null, more) ?? fallback;
	const context = asContext<ILoadOptionsFunctions>({
		...shared,
		getNodeParameter: read,
		getCurrentNodeParameter: (name: string, more?: { extractValue?: boolean }) =>
			read(name, undefined, more),
		helpers: asContext<ILoadOptionsFunctions['helpers']>(
			requestFunctions(node, credential, traces.sent),
		),
	});
	return { ...traces, context };
}

/** `this` of a trigger's `webhookMethods`. */
export function fakeHook(options: FakeOptions = {}): Fake<IHookFunctions> {
	const { shared, node, credential, traces, readParameter } = begin({
		mode: 'trigger',
		...options,
	});
	const { activation = 'activate', webhookUrl = 'https://n8n.example.com/webhook/1' } = options;
	const context = asContext<IHookFunctions>({
		...shared,
		getNodeParameter: (name: string, fallback?: unknown, more?: { extractValue?: boolean }) =>
			readParameter(name, 0, fallback, more),
		getActivationMode: () => activation,
		getNodeWebhookUrl: () => webhookUrl,
		getWebhookName: () => 'default',
		helpers: asContext<IHookFunctions['helpers']>(requestFunctions(node, credential, traces.sent)),
	});
	return { ...traces, context };
}

/** What all contexts have. */
function begin(options: FakeOptions) {
	const node: INode = {
		id: 'sora-node',
		name: 'Sora',
		type: 'n8n-nodes-sora.sora',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		...options.node,
	};
	const credential: FakeCredential = {
		type: new SoraApi(),
		values: { ...testCredential, ...options.credential },
	};
	const traces: Traces = {
		sent: [],
		stored: [],
		hints: [],
		messages: [],
		contexts: { node: options.nodeContext ?? {}, flow: {} },
		staticData: options.staticData ?? {},
		logged: [],
	};
	const log = (message: string) => void traces.logged.push(message);
	const shared = {
		getNode: () => structuredClone(node),
		getMode: () => options.mode ?? 'manual',
		getWorkflow: () => ({ id: 'workflow', name: 'Test workflow', active: false }),
		getInstanceId: () => options.instanceId ?? 'instance',
		getExecutionId: () => options.executionId ?? 'execution',
		getTimezone: () => 'UTC',
		getWorkflowStaticData: () => traces.staticData,
		logger: { error: log, warn: log, info: log, debug: log },
		getCredentials: async (typeName: string) => {
			if (typeName !== credential.type.name) throw new Error(`No credential ${typeName} is set`);
			return structuredClone(credential.values);
		},
	};
	const { parameters = {}, description } = options;
	return {
		shared,
		node,
		credential,
		traces,
		readParameter: readParametersOf(node, parameters, description),
	};
}
