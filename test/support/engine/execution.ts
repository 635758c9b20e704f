import { parse, stringify } from 'flatted';
import type {
	ExecutionError,
	ExecutionStatus,
	IDataObject,
	IExecuteContextData,
	INodeExecutionData,
	IPinData,
	IRun,
	IRunExecutionData,
	ITaskData,
	IWorkflowExecuteAdditionalData,
	Workflow,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { z } from 'zod';

import type { EngineModules } from './modules';
import { stickyNote } from './standIns';

export interface RunOptions {
	/** What the start node gets as input; one empty item by default. */
	items?: INodeExecutionData[];
	/** By default the first node that nothing leads to. */
	startNode?: string;
	/** `manual` by default, the mode of the editor's button; only it heeds pinned data. */
	mode?: WorkflowExecuteMode;
	/** The node contexts of an earlier execution. */
	contextData?: IExecuteContextData;
	/** What nodes send to the editor during the run. */
	onMessage?: (type: string, message: IDataObject | IDataObject[]) => void;
}

/** How an execution ended, and what each node gave. */
export interface RunResult {
	status: ExecutionStatus;
	/** A plain copy, as n8n keeps it: `name`, `message` and fields, but no `instanceof`. */
	error: ExecutionError | undefined;
	/** Items of a node's outputs, in its last run; empty when it did not run. */
	outputs: (nodeName: string) => INodeExecutionData[][];
	/** Items of one output of a node, in its last run. */
	items: (nodeName: string, output?: number) => INodeExecutionData[];
	/** Every run of a node, with its error and hints. */
	tasks: (nodeName: string) => ITaskData[];
	/** All that n8n stores of the execution; a retry goes on from here. */
	data: IRunExecutionData;
}

/** An execution under way. */
export interface Run {
	/** Settles when the engine has ended; rejects only when it refused to start. */
	promise: Promise<RunResult>;
	/** What the Stop button does. */
	cancel: () => void;
}

const storedExecution = z.custom<IRunExecutionData>(
	(value) => typeof value === 'object' && value !== null && 'resultData' in value,
);

/** The state of an execution before its first node. */
export function prepareExecution(
	{ workflow: { createRunExecutionData } }: EngineModules,
	workflow: Workflow,
	mode: WorkflowExecuteMode,
	pinData: IPinData | undefined,
	{ items = [{ json: {} }], startNode, contextData = {} }: RunOptions,
): IRunExecutionData {
	const name = startNode ?? findStart(workflow);
	const node = workflow.getNode(name);
	if (!node) throw new Error(`The workflow has no node ${name}`);
	return createRunExecutionData({
		startData: {},
		resultData: { runData: {}, pinData: mode === 'manual' ? pinData : undefined },
		executionData: {
			contextData,
			nodeExecutionStack: [{ node, data: { main: [items] }, source: null }],
		},
	});
}

function findStart({ nodes, connectionsByDestinationNode }: Workflow): string {
	const start = Object.values(nodes).find(
		({ name, type }) => type !== stickyNote && connectionsByDestinationNode[name] === undefined,
	);
	if (start === undefined) throw new Error('Every node of the workflow has one before it');
	return start.name;
}

/**
 * The state from which n8n retries a failed execution: as stored, less the error and the failed
 * run of the last node, which stands first on the stack again.
 */
export function prepareRetry(failed: IRunExecutionData): IRunExecutionData {
	const data = storedExecution.parse(parse(stringify(failed)));
	const { lastNodeExecuted, runData } = data.resultData;
	const lastRuns = runData[lastNodeExecuted ?? ''];
	if (lastRuns?.at(-1)?.error !== undefined) lastRuns.pop();
	delete data.resultData.error;
	return data;
}

/** Runs an execution to its end in n8n's own engine. */
export function execute(
	{ core }: EngineModules,
	workflow: Workflow,
	mode: WorkflowExecuteMode,
	data: IRunExecutionData,
	additionalData: IWorkflowExecuteAdditionalData,
): Run {
	let cancel: (() => void) | undefined;
	const start = async (): Promise<RunResult> => {
		const execution = new core.WorkflowExecute(additionalData, mode, data);
		const running = execution.processRunExecutionData(workflow);
		cancel = () => running.cancel();
		return readRun(await running);
	};
	return { promise: start(), cancel: () => cancel?.() };
}

function readRun({ status, data }: IRun): RunResult {
	const { runData, error } = data.resultData;
	const tasks = (nodeName: string) => runData[nodeName] ?? [];
	const outputs = (nodeName: string) =>
		(tasks(nodeName).at(-1)?.data?.main ?? []).map((items) => items ?? []);
	const items = (nodeName: string, output = 0) => outputs(nodeName)[output] ?? [];
	return { status, error, outputs, items, tasks, data };
}
