import path from 'node:path';

import type { INode } from 'n8n-workflow';

import { json } from '../answers';
import { openLoopback } from '../loopback';
import { startEngine, type Engine, type EngineOptions, type WorkflowJson } from './index';

const packageRoot = path.join(__dirname, 'tiny-package');

const start: INode = {
	id: 'start',
	name: 'Start',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

const tiny: INode = {
	...start,
	id: 'tiny',
	name: 'Tiny',
	type: 'tiny-package.tiny',
	parameters: { text: 'hello' },
	credentials: { tinyApi: { id: 'tiny', name: 'Tiny API' } },
};

const after = (name: string): INode => ({
	...start,
	id: name,
	name,
	type: 'n8n-nodes-base.noOp',
});

function workflowOf(deed: string, node: Partial<INode> = {}, file: Partial<WorkflowJson> = {}) {
	const parameters = { text: 'hello', ...node.parameters, deed };
	const to = (name: string) => [{ node: name, type: 'main' as const, index: 0 }];
	return {
		nodes: [start, { ...tiny, ...node, parameters }, after('Good'), after('Bad')],
		connections: { Start: { main: [to('Tiny')] }, Tiny: { main: [to('Good'), to('Bad')] } },
		settings: { executionOrder: 'v1' as const },
		...file,
	};
}

let engine: Engine | undefined;

async function begin(options: Partial<EngineOptions> = {}): Promise<Engine> {
	engine = await startEngine({ packageRoot, ...options });
	return engine;
}

afterEach(async () => {
	await engine?.close();
	engine = undefined;
});

describe('a workflow file in n8n’s engine', () => {
	it('starts from pinned data, resolves expressions per item and keeps the pairing', async () => {
		const { run } = await begin();
		const prompts = [{ json: { prompt: 'one' } }, { json: { prompt: 'two' } }];
		const file = workflowOf(
			'say',
			{ parameters: { text: '={{ $json.prompt }}' } },
			{ pinData: { Start: prompts } },
		);

		const result = await run(file).promise;

		expect(result.status).toBe('success');
		expect(result.items('Tiny')).toEqual([
			{ json: { text: 'one' }, pairedItem: { item: 0 } },
			{ json: { text: 'two' }, pairedItem: { item: 1 } },
		]);
		expect(result.items('Good')).toHaveLength(2);
		expect(result.items('Bad')).toEqual([]);
	});

	it('heeds pinned data in manual runs only, as n8n does', async () => {
		const { run } = await begin();
		const file = workflowOf('say', {}, { pinData: { Start: [{ json: {} }, { json: {} }] } });

		const result = await run(file, { mode: 'trigger', items: [{ json: {} }] }).promise;

		expect(result.items('Tiny')).toHaveLength(1);
	});

	it('refuses a workflow whose required parameter is empty', async () => {
		const { run } = await begin();

		await expect(run(workflowOf('say', { parameters: { text: '' } })).promise).rejects.toThrow(
			/issues/,
		);
	});

	it('sends an item with json.error to the error output, its fields kept', async () => {
		const { run } = await begin();
		const file = workflowOf('refuse', { onError: 'continueErrorOutput' });

		const result = await run(file).promise;

		expect(result.items('Good')).toEqual([]);
		expect(result.items('Bad')).toMatchObject([{ json: { error: { videoId: 'video_1' } } }]);
	});

	it('ends as canceled when it is stopped', async () => {
		const { run } = await begin();
		const { promise, cancel } = run(workflowOf('waitForCancel'), { onMessage: () => cancel() });

		expect((await promise).status).toBe('canceled');
	});

	it('keeps the node context through a retry of the failed execution', async () => {
		const { run, retry } = await begin();
		const file = workflowOf('failOnce');
		const failed = await run(file).promise;
		expect(failed.error?.message).toBe('failed after paying');

		const result = await retry(file, failed).promise;

		expect(result).toMatchObject({ status: 'success', error: undefined });
		expect(result.tasks('Start')).toHaveLength(1);
		expect(result.items('Good')).toMatchObject([{ json: { paidBefore: true } }]);
	});

	it('hands out what a node tells the editor', async () => {
		const { run } = await begin();
		const onMessage = jest.fn();

		await run(workflowOf('tell'), { onMessage }).promise;

		expect(onMessage).toHaveBeenCalledWith(
			'sendConsoleMessage',
			expect.objectContaining({ messages: ['hello'] }),
		);
	});
});

it('tells which engine it is: the one installed, or the one under test', async () => {
	const { version } = await begin();

	expect(version).toBe(path.basename(process.env.ENGINE_FOLDER ?? '2.41.1'));
});

describe('binary storage', () => {
	it.each([
		{ binaryMode: 'filesystem' as const, files: 1 },
		{ binaryMode: 'default' as const, files: 0 },
	])('gives the bytes back in mode $binaryMode', async ({ binaryMode, files }) => {
		const { run, readBinary, openBinary, listBinaryFiles } = await begin({ binaryMode });

		const result = await run(workflowOf('store')).promise;
		const binary = result.items('Good')[0]?.binary?.data;

		expect((await readBinary(binary)).toString()).toBe('hello');
		expect(Buffer.concat(await (await openBinary(binary)).toArray()).toString()).toBe('hello');
		expect(await listBinaryFiles()).toHaveLength(files);
	});
});

describe('credentials', () => {
	let server: Awaited<ReturnType<typeof openLoopback>>;

	beforeAll(async () => {
		server = await openLoopback();
		server.always((response, request) => {
			json({ token: request.headers['x-token'] ?? null })(response, request);
		});
	});
	afterAll(async () => await server.close());

	it.each([
		{ name: 'a field that is set', filled: { token: 'secret' }, token: 'secret' },
		{ name: 'an empty field, as n8n sends it: an empty header', filled: undefined, token: '' },
	])('authenticates with $name', async ({ filled, token }) => {
		const credentials = { tiny: { type: 'tinyApi', data: { ...filled, baseUrl: server.origin } } };
		const { run } = await begin({ credentials });

		const result = await run(workflowOf('ask')).promise;

		expect(result.items('Tiny')[0]?.json).toEqual({ token });
	});

	it('fails for a credential that is not stored', async () => {
		const { run } = await begin();

		expect((await run(workflowOf('ask')).promise).error?.message).toMatch(/id tiny/);
	});
});

describe('a trigger', () => {
	const trigger: INode = {
		...start,
		name: 'Trigger',
		type: 'tiny-package.tinyTrigger',
		webhookId: 'abc',
	};
	const file: WorkflowJson = { nodes: [trigger], connections: {} };
	const headers = { 'content-type': 'application/json' };

	it('keeps its static data from activation to deactivation', async () => {
		const { open, nodeType } = await begin();
		const { hook, storedStaticData } = open(file);
		const methods = nodeType('tinyTrigger').webhookMethods?.default;

		await methods?.create.call(hook('Trigger'));
		expect(structuredClone(storedStaticData())).toEqual({
			'node:Trigger': { url: 'http://localhost:5678/webhook/abc/webhook' },
		});
		expect(await methods?.checkExists.call(hook('Trigger'))).toBe(true);
		await methods?.delete.call(hook('Trigger'));
		expect(await methods?.checkExists.call(hook('Trigger'))).toBe(false);
	});

	it.each([
		{ name: 'accepted', rawBody: '{"id":1}', status: 200, body: 'taken', runs: [[{ id: 1 }]] },
		{ name: 'refused by the node', rawBody: `{"long":"${'x'.repeat(100)}"}`, status: 413 },
		{ name: 'refused by n8n', rawBody: '{', status: 422 },
	])('answers a delivery $name', async ({ rawBody, status, body, runs }) => {
		const { open } = await begin();

		const delivery = await open(file).deliver('Trigger', { headers, rawBody });

		expect(delivery.status).toBe(status);
		if (body !== undefined) expect(delivery.body).toBe(body);
		const jsons = delivery.workflowData?.map((items) => items.map(({ json }) => json));
		expect(jsons).toEqual(runs);
	});
});

describe('lists in a form', () => {
	it('see the parameters as they stand in the form', async () => {
		const { open, nodeType } = await begin();
		const { loadOptions } = open(workflowOf('say'));
		const texts = nodeType('tiny').methods?.loadOptions?.texts;

		const options = await texts?.call(loadOptions('Tiny', { text: 'typed just now' }));

		expect(options).toEqual([{ name: 'typed just now', value: 'text' }]);
	});
});
