import { randomUUID } from 'node:crypto';
import type { EndedExecution, NewWorkflow } from '../rest';
import type { Item } from '../rest-schemas';
import type { Stage } from '../stage';

export const soraType = 'n8n-nodes-sora.sora';
export const soraTriggerType = 'n8n-nodes-sora.soraTrigger';

/** A node of a workflow, less what `composeWorkflow` fills in. */
export interface NodeSpec {
	name: string;
	type: string;
	typeVersion: number;
	parameters: object;
	[setting: string]: unknown;
}

/** From one node's output (the first unless given) to another node. */
export interface Link {
	from: string;
	to: string;
	output?: number;
}

/** What is set in the action node's form. */
export interface SoraParameters {
	operation: string;
	[name: string]: unknown;
}

/** The node that the editor calls "Trigger manually". */
export const manualTrigger: NodeSpec = {
	name: 'Manual',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	parameters: {},
};

/** The action node with the stage's credential. */
export function soraNode(
	{ credential }: Stage,
	parameters: SoraParameters,
	settings: Record<string, unknown> = {},
): NodeSpec {
	return {
		name: 'Sora',
		type: soraType,
		typeVersion: 1,
		parameters: { resource: 'video', ...parameters },
		credentials: { soraApi: { id: credential.id, name: credential.name } },
		...settings,
	};
}

/** An id typed by hand into a From List / By ID field. */
export function byId(value: string): object {
	return { __rl: true, mode: 'id', value };
}

/** A workflow as the editor would save it; `items` stand pinned at the manual trigger. */
export function composeWorkflow(
	name: string,
	nodes: NodeSpec[],
	links: Link[],
	items: object[] = [{}],
): NewWorkflow {
	const connections: Record<string, { main: { node: string; type: 'main'; index: 0 }[][] }> = {};
	for (const { from, to, output = 0 } of links) {
		const { main } = (connections[from] ??= { main: [] });
		while (main.length <= output) main.push([]);
		main[output]?.push({ node: to, type: 'main', index: 0 });
	}
	return {
		name,
		nodes: nodes.map((node, index) => ({
			id: randomUUID(),
			position: [index * 220, 0],
			...node,
		})),
		connections,
		pinData: { [manualTrigger.name]: items.map((json) => ({ json })) },
	};
}

/** Saves and runs the action node alone over `items`; gives the run when it has ended. */
export async function runSora(
	stage: Stage,
	node: NodeSpec,
	items: object[] = [{}],
	limitMs = 60_000,
): Promise<EndedExecution> {
	const links = [{ from: manualTrigger.name, to: node.name }];
	const title = `Suite: ${String(node.name)}`;
	const workflow = composeWorkflow(title, [manualTrigger, node], links, items);
	const { id } = await stage.client.createWorkflow(workflow);
	return await stage.client.waitForExecution(await stage.client.run(id), limitMs);
}

/**
 * The items that a node has put out.
 * @throws with the run's failure when the node has not run.
 */
export function outputOf({ status, run }: EndedExecution, node = 'Sora', output = 0): Item[] {
	const task = run.resultData.runData[node]?.at(-1);
	const items = task?.data?.main?.[output];
	if (items === undefined || items === null) {
		const failure = task?.error ?? run.resultData.error;
		const reason = [failure?.message, failure?.description].filter(Boolean).join(' | ');
		throw new Error(`"${node}" gave nothing; the run is "${status}": ${reason || 'no error'}`);
	}
	return items;
}
