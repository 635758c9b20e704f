import assert from 'node:assert/strict';
import { z } from 'zod';
import type { ListPage, NodeType } from '../rest-schemas';
import type { Stage } from '../stage';
import type { SuiteCase } from './case';
import { renderAtSimulator } from './media';
import { soraTriggerType, soraType } from './workflow';

/** Where a From List field names the function that fills it. */
const locatorSchema = z.object({
	type: z.literal('resourceLocator'),
	modes: z.array(
		z.object({
			name: z.string(),
			typeOptions: z.object({ searchListMethod: z.string().optional() }).optional(),
		}),
	),
});

async function findNodeType({ client }: Stage, type: string): Promise<NodeType> {
	const found = (await client.listNodeTypes()).find(({ name }) => name === type);
	assert.ok(found, `n8n has no node type ${type}`);
	return found;
}

async function searchField(
	stage: Stage,
	field: string,
	query: { filter?: string; paginationToken?: unknown } = {},
): Promise<ListPage> {
	const nodeType = await findNodeType(stage, soraType);
	const property = nodeType.properties.find(({ name }) => name === field);
	const modes = locatorSchema.parse(property).modes;
	const methodName = modes.find(({ name }) => name === 'list')?.typeOptions?.searchListMethod;
	assert.ok(methodName, `the field ${field} has no list to search`);
	const { id, name } = stage.credential;
	return await stage.client.searchList({
		path: `parameters.${field}`,
		methodName,
		nodeTypeAndVersion: { name: soraType, version: 1 },
		currentNodeParameters: { resource: 'video', operation: 'get' },
		credentials: { soraApi: { id, name } },
		...query,
	});
}

async function assertIconsServed(stage: Stage, icons: unknown): Promise<void> {
	const { light, dark } = z.object({ light: z.string(), dark: z.string() }).parse(icons);
	const drawings: string[] = [];
	for (const address of [light, dark]) {
		const response = await stage.client.session.send('GET', `/${address}`);
		assert.match(response.headers.get('content-type') ?? '', /svg/);
		drawings.push(await response.text());
	}
	assert.ok(drawings.every((drawing) => drawing.includes('<svg')));
	assert.notEqual(drawings[0], drawings[1], 'light and dark icon are the same');
}

function iconCase(type: string): SuiteCase {
	return {
		name: `node list: ${type} is there, its light and dark icons are served`,
		limitSeconds: 30,
		needs: type,
		run: async (stage) => {
			const { iconUrl, displayName } = await findNodeType(stage, type);
			assert.match(displayName, /^Sora/);
			await assertIconsServed(stage, iconUrl);
		},
	};
}

export const editorListCases: SuiteCase[] = [
	{ ...iconCase(soraType), needs: undefined },
	iconCase(soraTriggerType),
	{
		name: 'credential list: Sora API is there for our nodes, with its icons',
		limitSeconds: 30,
		run: async (stage) => {
			const types = await stage.client.listCredentialTypes();
			const found = types.find(({ name }) => name === 'soraApi');
			assert.ok(found, 'n8n has no credential type soraApi');
			assert.ok(found.supportedNodes?.includes(soraType));
			await assertIconsServed(stage, found.iconUrl);
		},
	},
	{
		name: 'model list: it is filled from the server, video models first',
		limitSeconds: 30,
		run: async (stage) => {
			const { results } = await searchField(stage, 'model');
			assert.match(String(results[0]?.value), /sora/);
		},
	},
	{
		name: 'video list: it shows prompt and status, and can be searched',
		limitSeconds: 60,
		run: async (stage) => {
			const { id } = await renderAtSimulator(stage, 'a lighthouse for the list');
			const { results } = await searchField(stage, 'videoId', { filter: 'LIGHTHOUSE' });
			assert.deepEqual(
				results.map(({ value }) => value),
				[id],
			);
			assert.match(results[0]?.name ?? '', /a lighthouse for the list.*completed/i);
		},
	},
];
