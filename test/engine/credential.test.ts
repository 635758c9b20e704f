import type { INode, INodeType } from 'n8n-workflow';
import { z } from 'zod';

import { SoraApi } from '../../credentials/SoraApi.credentials';
import type { WorkflowJson } from '../support/engine';
import { stagePerTest, type Stage, type StageOptions } from './stage';

const open = stagePerTest();

const { test } = new SoraApi();

/** n8n tests a credential by a declarative node with nothing but the test's request. */
const tester: INodeType = {
	description: {
		name: 'tester',
		displayName: 'Tester',
		group: ['transform'],
		version: 1,
		description: 'Sends the test request of the credential',
		defaults: { name: 'Tester' },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: 'soraApi', required: true }],
		requestDefaults: {},
		properties: [
			{
				displayName: 'Test',
				name: 'test',
				type: 'string',
				default: '',
				routing: { request: test.request },
			},
		],
	},
};

const node: INode = {
	id: 'tester',
	name: 'Tester',
	type: 'test.tester',
	typeVersion: 1,
	position: [220, 0],
	parameters: {},
	credentials: { soraApi: { id: 'sora', name: 'Sora API' } },
};

const workflow: WorkflowJson = {
	nodes: [
		{ ...node, id: 'start', name: 'Start', type: 'n8n-nodes-base.manualTrigger', credentials: {} },
		node,
	],
	connections: { Start: { main: [[{ node: 'Tester', type: 'main', index: 0 }]] } },
};

const statusSchema = z.object({ httpCode: z.coerce.number() });

/** What n8n shows after the test: the rule for the status, else that it went well. */
async function testCredential(stage: Stage): Promise<string> {
	const result = await stage.play(workflow);
	if (!result.error) return 'Connection successful!';
	const { httpCode } = statusSchema.parse(result.error);
	const rule = test.rules?.find(
		({ type, properties }) => type === 'responseCode' && properties.value === httpCode,
	);
	return rule?.properties.message ?? `no rule for ${httpCode}`;
}

const openWith = async (credential: StageOptions['credential']) =>
	await open({ engine: { nodeTypes: { 'test.tester': tester } }, credential });

it('succeeds with the right key, and asks for nothing but the list of models', async () => {
	const stage = await openWith({});

	expect(await testCredential(stage)).toBe('Connection successful!');

	expect(stage.sent().map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /v1/models']);
});

it('takes a Base URL with slashes and blanks at its end', async () => {
	const stage = await openWith(({ baseUrl }) => ({ baseUrl: `  ${baseUrl}//  ` }));

	expect(await testCredential(stage)).toBe('Connection successful!');

	expect(stage.sent().map(({ path }) => path)).toEqual(['/v1/models']);
});

it('says that a wrong key is wrong', async () => {
	const stage = await openWith({ apiKey: 'sk-wrong-0123456789' });

	expect(await testCredential(stage)).toContain('API Key');
});

it('names a custom header that no request could carry, and asks for nothing', async () => {
	const stage = await openWith({ headerName: 'Content-Length', headerSecret: '7' });

	const { error } = await stage.play(workflow);

	expect(z.object({ message: z.string() }).parse(error).message).toMatch(
		/Custom Header Name of the Sora API credential cannot be "Content-Length"/,
	);
	expect(stage.sent()).toEqual([]);
});

it.each(['authorization', 'AUTHORIZATION'])(
	'sends %s as custom header in place of the key',
	async (headerName) => {
		const stage = await openWith(({ apiKey }) => ({
			apiKey: 'sk-wrong-0123456789',
			headerName,
			headerSecret: `Bearer ${apiKey}`,
		}));

		expect(await testCredential(stage)).toBe('Connection successful!');
	},
);

it('does not carry the key along a redirect', async () => {
	const stage = await openWith({});
	stage.simulator.order({
		match: { path: 'models' },
		fault: { kind: 'redirect', status: 302, location: `${stage.simulator.fileOrigin}/v1/models` },
	});

	await stage.play(workflow);

	expect(stage.simulator.fileRequests).toEqual([]);
});
