import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { repoFolder } from '../paths';
import type { NewWorkflow } from '../rest';

const assignmentSchema = z.object({ name: z.string(), value: z.unknown() }).passthrough();
const assignmentsSchema = z.object({
	assignments: z.object({ assignments: z.array(assignmentSchema) }),
});
const nodeSchema = z
	.object({
		name: z.string(),
		type: z.string(),
		parameters: z.record(z.unknown()),
		webhookId: z.string().optional(),
	})
	.passthrough();
const fileSchema = z.object({
	name: z.string(),
	nodes: z.array(nodeSchema),
	connections: z.record(z.unknown()),
	settings: z.record(z.unknown()),
});

type ExampleNode = z.infer<typeof nodeSchema>;

/** What a user changes in an example before using it. */
export interface Changes {
	/** New values in the node "Settings". */
	settings?: Record<string, string | number>;
	/** Parameters of other nodes, by the node's name: the list of prompts, a shorter schedule. */
	parameters?: Record<string, Record<string, unknown>>;
}

/** An example as its file has it, with the nodes parsed. */
export interface ExampleFile extends NewWorkflow {
	nodes: ExampleNode[];
}

function changeSettings(node: ExampleNode, values: Record<string, string | number>): ExampleNode {
	const { assignments } = assignmentsSchema.parse(node.parameters).assignments;
	const known = assignments.map(({ name }) => name);
	const unknown = Object.keys(values).filter((name) => !known.includes(name));
	assert.deepEqual(unknown, [], `"${node.name}" has no such settings`);
	const changed = assignments.map((one) => ({ ...one, value: values[one.name] ?? one.value }));
	const parameters = { ...node.parameters, assignments: { assignments: changed } };
	return { ...node, parameters };
}

function changeNode(node: ExampleNode, { settings = {}, parameters = {} }: Changes): ExampleNode {
	if (node.name === 'Settings') return changeSettings(node, settings);
	return { ...node, parameters: { ...node.parameters, ...parameters[node.name] } };
}

/** Reads a workflow of `examples/`, with the changes that its user has to make. */
export async function readExample(file: string, changes: Changes = {}): Promise<ExampleFile> {
	const text = await readFile(path.join(repoFolder, 'examples', file), 'utf8');
	const { nodes, ...workflow } = fileSchema.parse(JSON.parse(text));
	const names = nodes.map(({ name }) => name);
	const unknown = Object.keys(changes.parameters ?? {}).filter((name) => !names.includes(name));
	assert.deepEqual(unknown, [], `${file} has no such nodes`);
	return { ...workflow, nodes: nodes.map((node) => changeNode(node, changes)) };
}

/** The id in the address of a trigger that waits for calls. */
export function webhookIdOf({ nodes }: ExampleFile, name: string): string {
	const webhookId = nodes.find((node) => node.name === name)?.webhookId;
	assert.ok(webhookId !== undefined, `"${name}" has no webhook id`);
	return webhookId;
}

/** The rule of a Schedule Trigger that runs every few seconds, for suites that cannot wait. */
export function everySeconds(secondsInterval: number): Record<string, unknown> {
	return { rule: { interval: [{ field: 'seconds', secondsInterval }] } };
}
