import assert from 'node:assert/strict';
import { z } from 'zod';
import type { Stage } from '../stage';

const tableSchema = z.object({ id: z.string(), name: z.string(), projectId: z.string() });
const tablesSchema = z.object({ data: z.array(tableSchema) });
const rowsSchema = z.object({ data: z.array(z.record(z.unknown())) });

async function findTable({ client }: Stage, name: string) {
	const { data } = await client.session.call(tablesSchema, 'GET', '/rest/data-tables-global');
	return data.find((table) => table.name === name);
}

function pathOf({ id, projectId }: z.infer<typeof tableSchema>): string {
	return `/rest/projects/${projectId}/data-tables/${id}`;
}

/** The rows of a Data Table, by its name. */
export async function readTable<Row>(
	stage: Stage,
	name: string,
	rowSchema: z.ZodType<Row, z.ZodTypeDef, unknown>,
): Promise<Row[]> {
	const table = await findTable(stage, name);
	assert.ok(table, `there is no table "${name}"`);
	const path = `${pathOf(table)}/rows?take=250`;
	const { data } = await stage.client.session.call(rowsSchema, 'GET', path);
	return data.map((row) => rowSchema.parse(row));
}

/** Removes a Data Table, so that an example has to make it itself. */
export async function dropTable(stage: Stage, name: string): Promise<void> {
	const table = await findTable(stage, name);
	if (table !== undefined) await stage.client.session.send('DELETE', pathOf(table));
}
