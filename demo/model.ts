import type { Engine, WorkflowJson } from '../test/support/engine';
import { DemoFailure } from './failure';
import type { VideoServer } from './videoServer';

/**
 * The model that was named, else the first of the list in the node's form where one must be named.
 *
 * @throws DemoFailure when there is none to choose
 */
export async function chooseModel(
	engine: Pick<Engine, 'nodeType' | 'open'>,
	workflow: WorkflowJson,
	nodeName: string,
	{ model, needsModel, advice }: Pick<VideoServer, 'model' | 'needsModel' | 'advice'>,
): Promise<string | undefined> {
	if (model !== undefined || !needsModel) return model;
	const search = engine.nodeType('sora').methods?.listSearch?.searchModels;
	const found = await search
		?.call(engine.open(workflow).loadOptions(nodeName))
		.catch((error: unknown) => {
			const reason = error instanceof Error ? error.message : String(error);
			throw new DemoFailure(`${reason}\n${advice}`);
		});
	const first = found?.results[0];
	if (first === undefined) throw new DemoFailure(`The service lists no model.\n${advice}`);
	console.log(`Model: ${first.name} (set SORA_MODEL for another)`);
	return String(first.value);
}

/** The workflow with a model set in one of its nodes. */
export function withModel(
	workflow: WorkflowJson,
	nodeName: string,
	model: string | undefined,
): WorkflowJson {
	if (model === undefined) return workflow;
	const nodes = workflow.nodes.map((node) =>
		node.name === nodeName
			? {
					...node,
					parameters: { ...node.parameters, model: { __rl: true, mode: 'id', value: model } },
				}
			: node,
	);
	return { ...workflow, nodes };
}
