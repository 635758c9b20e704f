import type { INodeCredentialTestResult, INodeType } from 'n8n-workflow';

import { storeCredentials, type StoredCredential } from './credentials';
import { testCredential } from './credentialTest';
import { enterEnvironment, type BinaryMode } from './environment';
import { execute, prepareRetry, type Run, type RunOptions, type RunResult } from './execution';
import { endServices, loadModules, type EngineModules } from './modules';
import { listNodeTypes } from './nodeTypes';
import { openWorkflow, surroundWith, type OpenWorkflow, type Shared } from './openWorkflow';
import { openStorage, type BinaryStorage } from './storage';
import type { WorkflowJson } from './workflowFile';

export type { StoredCredential } from './credentials';
export type { BinaryMode } from './environment';
export type { Run, RunOptions, RunResult } from './execution';
export type { OpenWorkflow, TriggerOptions } from './openWorkflow';
export type { Delivery, WebhookRequest } from './webhook';
export { readWorkflow, type WorkflowJson } from './workflowFile';

export interface EngineOptions {
	/** Folder of a built node package; its package.json names the compiled nodes and credentials. */
	packageRoot: string;
	/** `filesystem` by default, as in n8n 2. */
	binaryMode?: BinaryMode;
	/** By the id that the workflow's nodes name. */
	credentials?: Record<string, StoredCredential>;
	/** Where n8n keeps its files. By default a temporary folder that goes with the engine. */
	userFolder?: string;
	/** Further node types by their full name, e.g. one that fails. */
	nodeTypes?: Record<string, INodeType>;
}

/** n8n's own engine in this process, with one node package loaded. */
export interface Engine extends BinaryStorage {
	/** Of n8n-core, for the few things in which engines differ. */
	readonly version: string;
	/** Runs a workflow file once. */
	run: (workflow: WorkflowJson, options?: RunOptions) => Run;
	/** Goes on with a failed execution from the node that failed, as n8n's Retry button does. */
	retry: (workflow: WorkflowJson, failed: RunResult) => Run;
	/** For more than one run or call on the same static data. */
	open: (workflow: WorkflowJson) => OpenWorkflow;
	/** Tests a stored credential of the package by a node's function, as the editor does. */
	testCredential: (id: string) => Promise<INodeCredentialTestResult>;
	/** The package's node by its short name, for its methods. */
	nodeType: (name: string) => INodeType;
	close: () => Promise<void>;
}

let running = false;

/**
 * Starts n8n's engine in this process: the node package loaded by n8n's loader, workflows executed
 * by n8n's WorkflowExecute, real binary storage. One at a time, since n8n's services are global.
 *
 * @throws when the package is not built, or another engine runs
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
	if (running) throw new Error('Another engine runs in this process: close it first');
	running = true;
	const { binaryMode = 'filesystem', userFolder } = options;
	const environment = await enterEnvironment(binaryMode, userFolder);
	const leave = async (modules?: EngineModules) => {
		if (modules) await endServices(modules);
		await environment.leave();
		running = false;
	};
	let modules: EngineModules | undefined;
	try {
		modules = await loadModules();
		const engine = await assemble(modules, environment.userFolder, options);
		return { ...engine, close: async () => await leave(modules) };
	} catch (error) {
		await leave(modules);
		throw error;
	}
}

async function assemble(
	modules: EngineModules,
	userFolder: string,
	{ packageRoot, credentials = {}, nodeTypes: ownTypes = {} }: EngineOptions,
): Promise<Omit<Engine, 'close'>> {
	const storage = await openStorage(modules, userFolder);
	const loader = new modules.core.PackageDirectoryLoader(packageRoot);
	await loader.loadAll();
	const nodeTypes = listNodeTypes(modules, loader, ownTypes);
	let executions = 0;
	const shared: Shared = {
		modules,
		nodeTypes,
		credentials: storeCredentials(modules, loader, credentials),
		nextExecutionId: () => String(++executions),
	};
	return {
		...storage,
		version: modules.version,
		run: (workflow, options) => openWorkflow(shared, workflow).run(options),
		retry: (file, failed) => {
			const { workflow } = openWorkflow(shared, file);
			const around = surroundWith(shared, workflow, 'retry');
			return execute(modules, workflow, 'retry', prepareRetry(failed.data), around);
		},
		open: (workflow) => openWorkflow(shared, workflow),
		testCredential: async (id) => {
			const types = Object.keys(loader.nodeTypes).map((name) => loader.getNode(name).type);
			return await testCredential(shared, types, { id, ...credentials[id] });
		},
		nodeType: (name) => nodeTypes.getByNameAndVersion(`${loader.packageName}.${name}`),
	};
}
