import type { IExecuteFunctions, INode, INodeType } from 'n8n-workflow';
import { z } from 'zod';

import type { Engine, WorkflowJson } from '../support/engine';
import { stagePerTest, workflowFor } from './stage';

const open = stagePerTest();

/** The part of LangChain's tools that an agent needs. */
interface Tool {
	name: string;
	invoke(args: Record<string, string>): Promise<string>;
}

const toolsSchema = z.array(
	z.custom<Tool>((tool) => typeof tool === 'object' && tool !== null && 'invoke' in tool),
);

/** Calls each of its tools once with what a language model would fill in. */
const agent: INodeType = {
	description: {
		name: 'agent',
		displayName: 'Agent',
		group: ['transform'],
		version: 1,
		description: 'Calls its tools',
		defaults: { name: 'Agent' },
		inputs: ['main', { type: 'ai_tool', required: true }],
		outputs: ['main'],
		properties: [],
	},
	async execute(this: IExecuteFunctions) {
		const tools = toolsSchema.parse(await this.getInputConnectionData('ai_tool', 0));
		const answers = await Promise.all(
			tools.map(async (tool) => ({
				json: { tool: tool.name, answer: await tool.invoke({ Prompt: 'a paper boat' }) },
			})),
		);
		return [answers];
	},
};

/** The node as n8n offers it to agents: under another name, with a tool in place of its output. */
function asTool(engine: () => Engine): INodeType {
	const sora = () => engine().nodeType('sora');
	return {
		get description() {
			const { description } = sora();
			return { ...description, name: 'soraTool', inputs: [], outputs: ['ai_tool' as const] };
		},
		async execute(this: IExecuteFunctions) {
			return (await sora().execute?.call(this)) ?? [];
		},
	};
}

async function agentWorkflow(): Promise<WorkflowJson> {
	const file = await workflowFor('create', {
		parameters: { prompt: "={{ $fromAI('Prompt', 'What the video shows', 'string') }}" },
	});
	const nodes = file.nodes
		.filter(({ name }) => name === 'Start' || name === 'Sora')
		.map((node) => (node.name === 'Sora' ? { ...node, type: 'n8n-nodes-sora.soraTool' } : node));
	const agentNode: INode = {
		id: 'agent',
		name: 'Agent',
		type: 'test.agent',
		typeVersion: 1,
		position: [220, 0],
		parameters: {},
	};
	return {
		...file,
		nodes: [...nodes, agentNode],
		connections: {
			Start: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
			Sora: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
		},
	};
}

let engine: Engine | undefined;

it('an agent that uses the node as a tool gets the ten simple fields', async () => {
	const stage = await open({
		engine: {
			nodeTypes: {
				'test.agent': agent,
				'n8n-nodes-sora.soraTool': asTool(() => {
					if (!engine) throw new Error('The engine runs before any node');
					return engine;
				}),
			},
		},
	});
	engine = stage.engine;

	const result = await stage.play(await agentWorkflow());

	expect(result.error).toBeUndefined();
	const [item] = result.items('Agent');
	expect(item?.json.tool).toBe('Sora');
	expect(JSON.parse(z.string().parse(item?.json.answer))).toEqual([
		{
			id: stage.simulator.videos[0]?.id,
			status: 'completed',
			prompt: 'a paper boat',
			model: 'sora-2',
			seconds: 4,
			size: '720x1280',
			progress: 100,
			createdAt: '2026-11-21T00:00:00.000Z',
			completedAt: '2026-11-21T00:00:03.000Z',
			expiresAt: '2026-11-21T01:00:03.000Z',
		},
	]);
	expect(await engine.listBinaryFiles()).toHaveLength(1);
});
