import type {
	ICredentialsHelper,
	IDataObject,
	IWorkflowExecuteAdditionalData,
	Workflow,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import type { EngineModules } from './modules';

/** Addresses n8n would have; nothing listens there. */
const origin = 'http://localhost:5678';

export interface Surroundings {
	workflow: Workflow;
	mode: WorkflowExecuteMode;
	executionId: string;
	credentials: ICredentialsHelper;
	/** Called with what a node sends to the editor; n8n does so in manual runs only. */
	onMessage?: (type: string, message: IDataObject | IDataObject[]) => void;
}

/** What n8n's server puts around every execution and every trigger or list call. */
export function surround(
	{ core }: EngineModules,
	{ workflow, mode, executionId, credentials, onMessage }: Surroundings,
): IWorkflowExecuteAdditionalData {
	const noWorkflow = {
		id: workflow.id,
		name: workflow.name ?? '',
		nodes: [],
		connections: {},
		active: false,
		isArchived: false,
		activeVersionId: null,
		createdAt: new Date(),
		updatedAt: new Date(),
	};
	return {
		credentialsHelper: credentials,
		executionId,
		workflowId: workflow.id,
		userId: 'user',
		currentNodeExecutionIndex: 0,
		variables: {},
		hooks: new core.ExecutionLifecycleHooks(mode, executionId, noWorkflow),
		externalSecretsProxy: new core.ExternalSecretsProxy(),
		restApiUrl: `${origin}/rest`,
		instanceBaseUrl: `${origin}/`,
		formBaseUrl: `${origin}/form`,
		formTestBaseUrl: `${origin}/form-test`,
		formWaitingBaseUrl: `${origin}/form-waiting`,
		webhookBaseUrl: `${origin}/webhook`,
		webhookTestBaseUrl: `${origin}/webhook-test`,
		webhookWaitingBaseUrl: `${origin}/webhook-waiting`,
		mcpBaseUrl: `${origin}/mcp`,
		mcpTestBaseUrl: `${origin}/mcp-test`,
		logAiEvent: () => undefined,
		setExecutionStatus: () => undefined,
		sendDataToUI: (type, message) => onMessage?.(type, message),
		executeWorkflow: refuse,
		getRunExecutionData: refuse,
		getRuntimeCredential: refuse,
		startRunnerTask: refuse,
	};
}

async function refuse(): Promise<never> {
	throw new Error('This engine has neither sub-workflows nor stored executions nor code runners');
}
