import type { ServerResponse } from 'node:http';

import type { IDataObject, IHookFunctions, INodeParameters } from 'n8n-workflow';
import { z } from 'zod';

import type { OpenWorkflow, RunResult, WorkflowJson } from '../support/engine';
import { openLoopback, type ReceivedRequest } from '../support/loopback';
import { send } from '../support/send';
import type { Stage } from './stage';

export const triggerName = 'Sora Trigger';

/** Where n8n keeps the trigger's part of the workflow's static data. */
const keptUnder = `node:${triggerName}`;
const nodeData = z.custom<IDataObject>((value) => typeof value === 'object').catch({});

/** Far more than an answer takes on loopback. */
const mostTurns = 100_000;

const webhookPath = '/webhook/a3f1c2d4/webhook';

/** An active n8n at an address of its own, with one workflow that begins with the trigger. */
export interface TriggerStage {
	/** Address of the workflow's webhook. */
	readonly url: string;
	/** Status of every answer, oldest first. */
	readonly answers: number[];
	/** Every execution that a delivery started. */
	readonly runs: RunResult[];
	/** As n8n does it: registers the trigger unless it finds itself registered. */
	activate(): Promise<void>;
	deactivate(): Promise<void>;
	/** Stops n8n and starts it anew: only what is stored is still there. */
	restart(changes?: INodeParameters): void;
	/** Waits, with the clock moving, for a number of requests in all and for what they started. */
	settle(requests: number): Promise<void>;
	/** Asks the server without the node. */
	ask(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<unknown>;
	/** Sends a request to the webhook, as anybody could who knows its address. */
	send(headers: Record<string, string>, body: string): Promise<{ status: number; text: string }>;
	/** Addresses registered at the server. */
	registered(): Promise<string[]>;
	/** What n8n keeps for the trigger. */
	kept(): IDataObject;
}

let nodes = 0;

/** Sora Trigger → Good. What the process remembers by node is gone with another id, as in a new one. */
function workflowWith(parameters: INodeParameters, id: string): WorkflowJson {
	const trigger = {
		id: `trigger-${++nodes}`,
		name: triggerName,
		type: 'n8n-nodes-sora.soraTrigger',
		typeVersion: 1,
		position: [0, 0] as [number, number],
		webhookId: 'a3f1c2d4',
		parameters,
		credentials: { soraApi: { id: 'sora', name: 'Sora API' } },
	};
	const good = {
		id: '6f0c2a51-0003-4d7e-9c51-3b1d2a7e9f02',
		name: 'Good',
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		position: [220, 0] as [number, number],
		parameters: {},
	};
	return {
		id,
		name: 'Finished videos',
		nodes: [trigger, good],
		connections: { [triggerName]: { main: [[{ node: 'Good', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
}

/**
 * Gives a function that opens n8n on a stage; it is closed when the test has ended. A copy of another
 * workflow begins with all that is kept for the original.
 */
export function triggerStagePerTest(): (
	stage: Stage,
	parameters?: INodeParameters,
	copyOf?: TriggerStage,
) => Promise<TriggerStage> {
	const closings: Array<() => Promise<void>> = [];
	afterEach(async () => {
		for (const close of closings.splice(0)) await close();
	});
	return async (stage, parameters = {}, copyOf) => {
		const { origin, always, close } = await openLoopback();
		closings.push(close);
		const opened = openOn(stage, parameters, origin + webhookPath, copyOf);
		always((response, request) => void opened.answer(request, response));
		return opened;
	};
}

type Answering = TriggerStage & {
	answer(request: ReceivedRequest, response: ServerResponse): Promise<void>;
};

function openOn(
	stage: Stage,
	parameters: INodeParameters,
	url: string,
	copyOf?: TriggerStage,
): Answering {
	const id = copyOf ? 'a-copy' : 'finished-videos';
	let workflow: OpenWorkflow = stage.engine.open({
		...workflowWith(parameters, id),
		staticData: copyOf ? { [keptUnder]: copyOf.kept() } : {},
	});
	const answers: number[] = [];
	const runs: RunResult[] = [];
	const ends = new Set<() => void>();
	const methods = stage.engine.nodeType('soraTrigger').webhookMethods?.default;
	if (!methods) throw new Error('The trigger has no life cycle');
	// n8n's address comes from its environment, so that a test can't set it in the workflow.
	const hook = () =>
		Object.create(workflow.hook(triggerName), {
			getNodeWebhookUrl: { value: () => url },
		}) as IHookFunctions;

	const deliver = async ({ headers, body: rawBody }: ReceivedRequest) =>
		await workflow.deliver(triggerName, { method: 'POST', headers, rawBody });

	const ask: TriggerStage['ask'] = async (method, path, body) =>
		JSON.parse((await stage.ask(method, path, body)).toString()) as unknown;

	const settle: TriggerStage['settle'] = async (requests) => {
		await stage.settle(
			new Promise<void>((resolve) => {
				const look = () => answers.length >= requests && resolve();
				ends.add(look);
				look();
			}),
		);
		await senderHasHeard(stage);
	};

	return {
		url,
		answers,
		runs,
		ask,
		activate: async () => {
			const exists = await stage.settle(methods.checkExists.call(hook()));
			if (!exists) await stage.settle(methods.create.call(hook()));
		},
		deactivate: async () => void (await stage.settle(methods.delete.call(hook()))),
		restart: (changes = {}) => {
			const staticData = asStored(workflow.workflow.staticData);
			const file = { ...workflowWith({ ...parameters, ...changes }, id), staticData };
			workflow = stage.engine.open(file);
		},
		settle,
		registered: async () => {
			const list = z.object({ data: z.array(z.object({ url: z.string() })) });
			return list.parse(await ask('GET', '/webhook_endpoints')).data.map((entry) => entry.url);
		},
		kept: () => nodeData.parse(asStored(workflow.workflow.staticData)[keptUnder]),
		send: async (headers, body) => {
			const requests = answers.length + 1;
			const all = { 'content-type': 'application/json', ...headers };
			const reply = await stage.settle(send('POST', url, { headers: all, body }));
			await settle(requests);
			return { status: reply.status, text: reply.body.toString() };
		},
		answer: async (request, response) => {
			const delivery = await deliver(request).catch(() => undefined);
			const status = delivery?.status ?? 500;
			// n8n answers before the workflow runs.
			response.writeHead(status).end(z.string().catch('').parse(delivery?.body));
			if (delivery?.workflowData) {
				const items = delivery.workflowData[0] ?? [];
				const run = workflow.run({ mode: 'webhook', startNode: triggerName, items });
				runs.push(await run.promise);
			}
			answers.push(status);
			for (const look of ends) look();
		},
	};
}

/** The last answer reaches the sender some turns after it was given. */
async function senderHasHeard({ simulator }: Stage): Promise<void> {
	for (let turn = 0; turn < mostTurns; turn++) {
		await new Promise<void>((resolve) => setImmediate(resolve));
		if (simulator.settled()) return;
	}
	throw new Error('The server still waits for an answer');
}

/** Static data as it comes back from n8n's database. */
function asStored(staticData: IDataObject): IDataObject {
	return JSON.parse(JSON.stringify(staticData)) as IDataObject;
}
