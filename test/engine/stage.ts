import path from 'node:path';

import type { INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { z } from 'zod';

import {
	startSimulator,
	type LoggedRequest,
	type Simulator,
	type SimulatorOptions,
} from '../../simulator';
import { installClock, type Clock } from '../support/clock';
import {
	readWorkflow,
	startEngine,
	type Engine,
	type EngineOptions,
	type Run,
	type RunOptions,
	type RunResult,
	type WorkflowJson,
} from '../support/engine';
import { send } from '../support/send';

type Credential = Record<string, string>;

export interface StageOptions {
	simulator?: SimulatorOptions;
	engine?: Pick<EngineOptions, 'binaryMode' | 'nodeTypes'>;
	/** Fields of the credential; without them it leads to the simulator. */
	credential?: Credential | ((simulator: Simulator) => Credential);
}

/** One built node package in n8n's engine, one simulated server behind it, and one clock for both. */
export interface Stage {
	readonly engine: Engine;
	readonly simulator: Simulator;
	readonly clock: Clock;
	/** Runs a workflow to its end, the time moved whenever everything waits. */
	play(workflow: WorkflowJson, options?: RunOptions): Promise<RunResult>;
	/** Begins a run, for a test that steps in; `settle` awaits it. */
	begin(workflow: WorkflowJson, options?: RunOptions): Run;
	settle<T>(work: Promise<T>): Promise<T>;
	/** Renders videos at the server without the node, and gives their ids. */
	renderVideos(...prompts: string[]): Promise<string[]>;
	/** A file as the server itself hands it out. */
	contentOf(videoId: string, query?: string): Promise<Buffer>;
	/** Asks the server without the node; fails for any status but 200. */
	ask(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<Buffer>;
	/** What the node has sent, less the requests of the three functions above. */
	sent(): LoggedRequest[];
	close(): Promise<void>;
}

export const packageRoot = path.join(__dirname, '../..');

/** Who sends a request beside the node says so. */
const ownHeader = 'x-sent-by';

/** Opens a stage of its own; whoever opens it closes it. */
export async function openStage(options: StageOptions = {}): Promise<Stage> {
	const endings: Array<() => Promise<void> | void> = [];
	const close = async () => {
		for (const end of endings.splice(0).reverse()) await end();
	};
	try {
		const clock = installClock();
		endings.push(() => clock.restore());
		const simulator = await startSimulator({ media: 'tiny', ...options.simulator });
		endings.push(async () => await simulator.close());
		const { baseUrl, apiKey } = simulator;
		const { credential: given = {} } = options;
		const set = typeof given === 'function' ? given(simulator) : given;
		const credential = { service: 'other', baseUrl, apiKey, ...set };
		const engine = await startEngine({
			packageRoot,
			credentials: { sora: { type: 'soraApi', data: credential } },
			...options.engine,
		});
		endings.push(async () => await engine.close());
		return { ...assemble(engine, simulator, clock), close };
	} catch (error) {
		await close();
		throw error;
	}
}

function assemble(engine: Engine, simulator: Simulator, clock: Clock): Omit<Stage, 'close'> {
	const settle = async <T>(work: Promise<T>): Promise<T> =>
		// A delivery on its way does not count: n8n has it, and may wait for the clock.
		await clock.run(work, { idle: () => simulator.inFlight === 0 });
	const ask: Stage['ask'] = async (method, where, body) =>
		await settle(askDirectly(simulator, method, where, body));
	return {
		engine,
		simulator,
		clock,
		settle,
		ask,
		begin: (workflow, runOptions) => engine.run(workflow, runOptions),
		play: async (workflow, runOptions) => await settle(engine.run(workflow, runOptions).promise),
		renderVideos: async (...prompts) => {
			const ids: string[] = [];
			for (const prompt of prompts) {
				const answer = await ask('POST', '/videos', { prompt });
				const { id } = z.object({ id: z.string() }).parse(JSON.parse(answer.toString()));
				simulator.finish(id);
				ids.push(id);
			}
			return ids;
		},
		contentOf: async (videoId, query = '') =>
			await ask('GET', `/videos/${encodeURIComponent(videoId)}/content${query}`),
		sent: () => simulator.requests.filter(({ headers }) => headers[ownHeader] === undefined),
	};
}

/** Gives a function that opens the stage of a test; it is closed when the test has ended. */
export function stagePerTest(): (options?: StageOptions) => Promise<Stage> {
	const opened: Stage[] = [];
	afterEach(async () => {
		for (const stage of opened.splice(0)) await stage.close();
	});
	return async (options) => {
		const stage = await openStage(options);
		opened.push(stage);
		return stage;
	};
}

/** What a test sets in the node of a workflow file. */
export interface NodeChanges extends Partial<
	Pick<INode, 'onError' | 'retryOnFail' | 'maxTries' | 'waitBetweenTries'>
> {
	parameters?: INodeParameters;
}

type OperationName =
	'create' | 'delete' | 'download' | 'edit' | 'extend' | 'get' | 'getMany' | 'remix';

/** The workflow file of an operation: Start → Sora → Good, and → Bad from its error output. */
export async function workflowFor(
	operation: OperationName,
	{ parameters, ...changes }: NodeChanges = {},
): Promise<WorkflowJson> {
	const file = await readWorkflow(path.join(__dirname, 'workflows', `${operation}.json`));
	const nodes = file.nodes.map((node) =>
		node.name === 'Sora'
			? { ...node, ...changes, parameters: { ...node.parameters, ...parameters } }
			: node,
	);
	return { ...file, nodes };
}

/** Input items, one for each prompt. */
export function promptItems(...prompts: string[]): Array<{ json: { prompt: string } }> {
	return prompts.map((prompt) => ({ json: { prompt } }));
}

/** The video's id of an output item. */
export function idOf(item: INodeExecutionData | undefined): string {
	return z.string().parse(item?.json.id);
}

async function askDirectly(
	{ baseUrl, apiKey }: Simulator,
	method: string,
	where: string,
	body?: object,
): Promise<Buffer> {
	const headers = {
		authorization: `Bearer ${apiKey}`,
		[ownHeader]: 'test',
		...(body ? { 'content-type': 'application/json' } : {}),
	};
	const sent = { headers, body: body && JSON.stringify(body) };
	const reply = await send(method, baseUrl + where, sent);
	if (reply.status === 200) return reply.body;
	throw new Error(`${method} ${where} answers ${reply.status}: ${reply.body.toString()}`);
}

/**
 * The files in n8n's storage after a download that did not end well. Engines before 2.41 leave what
 * had arrived to their own clean-up of the execution, which no node can hasten.
 */
export async function halfArrived({ engine }: Stage): Promise<string[]> {
	const [major = 0, minor = 0] = engine.version.split('.').map(Number);
	const cleansUp = major > 2 || (major === 2 && minor >= 41);
	return cleansUp ? await engine.listBinaryFiles() : [];
}
