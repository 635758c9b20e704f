import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { Sora } from '../../nodes/Sora/Sora.node';

const folder = path.resolve(__dirname, '../../examples');
const workflow = z.object({
	nodes: z.array(
		z.object({ name: z.string(), type: z.string(), parameters: z.record(z.unknown()) }),
	),
});

const fieldsOf = (operation: unknown) =>
	new Sora().description.properties.filter(({ displayOptions }) => {
		const operations = displayOptions?.show?.operation;
		return operations === undefined || operations.includes(String(operation));
	});

/** The values of a list of choices; undefined for any other field. */
const choicesOf = ({ type, options = [] }: INodeProperties) =>
	type === 'options' ? options.map((option) => ('value' in option ? option.value : '')) : undefined;

const nodes = readdirSync(folder).flatMap((file) => {
	const parsed = workflow.parse(JSON.parse(readFileSync(path.join(folder, file), 'utf8')));
	return parsed.nodes
		.filter(({ type }) => type === 'n8n-nodes-sora.sora')
		.map((node) => ({ title: `${file}: ${node.name}`, ...node }));
});

it.each(nodes)('$title sets nothing that its form does not have', ({ parameters }) => {
	const fields = fieldsOf(parameters.operation);

	for (const [name, value] of Object.entries(parameters)) {
		const field = fields.find((candidate) => candidate.name === name);
		const isExpression = typeof value === 'string' && value.startsWith('=');
		const choices = field && !isExpression ? choicesOf(field) : undefined;
		expect(field?.name).toBe(name);
		if (choices) expect(choices).toContain(value);
	}
});
