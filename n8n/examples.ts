import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { repoFolder } from './paths';
import type { NewWorkflow } from './rest';
import type { Credential } from './rest-schemas';

const nodeSchema = z.object({ name: z.string(), type: z.string() }).passthrough();
const workflowSchema = z.object({
	name: z.string().optional(),
	nodes: z.array(nodeSchema),
	connections: z.record(z.unknown()),
	settings: z.record(z.unknown()).optional(),
	pinData: z.record(z.unknown()).optional(),
});

/** A workflow file of `examples/`, ready to be imported. */
export interface Example {
	file: string;
	workflow: Omit<NewWorkflow, 'nodes'> & { nodes: z.infer<typeof nodeSchema>[] };
}

/** All example workflows by file name; their Sora nodes use the given credential. */
export async function readExamples({ id, name }: Credential): Promise<Example[]> {
	const folder = path.join(repoFolder, 'examples');
	const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
	return await Promise.all(
		files.map(async (file) => {
			const text = await readFile(path.join(folder, file), 'utf8');
			const workflow = workflowSchema.parse(JSON.parse(text));
			const nodes = workflow.nodes.map((node) =>
				node.type.startsWith('n8n-nodes-sora.')
					? { ...node, credentials: { soraApi: { id, name } } }
					: node,
			);
			return { file, workflow: { ...workflow, name: workflow.name ?? file, nodes } };
		}),
	);
}
