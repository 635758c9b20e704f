import { readFile } from 'node:fs/promises';

import type {
	IConnections,
	IDataObject,
	INode,
	INodeCredentials,
	INodeParameters,
	IPinData,
	IWorkflowSettings,
} from 'n8n-workflow';
import { z } from 'zod';

/** A workflow as n8n exports it. */
export interface WorkflowJson {
	id?: string;
	name?: string;
	nodes: INode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
	/** Output that takes the place of a node's own; n8n heeds it in manual runs only. */
	pinData?: IPinData;
	staticData?: IDataObject;
}

const isRecord = (value: unknown) =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const nodeSchema = z
	.object({
		id: z.string(),
		name: z.string(),
		type: z.string(),
		typeVersion: z.number(),
		position: z.tuple([z.number(), z.number()]),
		parameters: z.custom<INodeParameters>(isRecord),
		credentials: z.custom<INodeCredentials>(isRecord).optional(),
	})
	.passthrough();

const workflowSchema = z
	.object({
		id: z.string().optional(),
		name: z.string().optional(),
		nodes: z.array(nodeSchema),
		connections: z.custom<IConnections>(isRecord),
		settings: z.custom<IWorkflowSettings>(isRecord).optional(),
		pinData: z.custom<IPinData>(isRecord).optional(),
	})
	.strip();

/**
 * Reads a workflow file as the editor downloads it.
 *
 * @throws when the file is missing or no workflow
 */
export async function readWorkflow(file: string): Promise<WorkflowJson> {
	return workflowSchema.parse(JSON.parse(await readFile(file, 'utf8')));
}
