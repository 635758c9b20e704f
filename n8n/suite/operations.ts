import assert from 'node:assert/strict';
import type { Item } from '../rest-schemas';
import type { Stage } from '../stage';
import type { SuiteCase } from './case';
import { askSimulator, hashAtSimulator, listRendered, renderAtSimulator, sha256 } from './media';
import { byId, outputOf, runSora, soraNode, type SoraParameters } from './workflow';

async function runOne(stage: Stage, parameters: SoraParameters): Promise<Item> {
	const items = outputOf(await runSora(stage, soraNode(stage, parameters)));
	const [item] = items;
	assert.ok(item, `${parameters.operation} gave no item`);
	assert.equal(items.length, 1);
	return item;
}

async function assertFileOf(stage: Stage, { json, binary }: Item): Promise<void> {
	assert.ok(binary?.data, 'no file in the field data');
	assert.equal(
		sha256(await stage.client.readBinary(binary.data)),
		await hashAtSimulator(stage, String(json.id), 'video'),
	);
}

/** Operations that make a new clip out of a finished one. */
const derivations = [
	{ operation: 'remix', parameters: {} },
	{ operation: 'edit', parameters: {} },
	{ operation: 'extend', parameters: { seconds: '4' } },
];

const derivationCases: SuiteCase[] = derivations.map(({ operation, parameters }) => ({
	name: `${operation}: a new clip is made out of a finished one and arrives`,
	limitSeconds: 90,
	run: async (stage) => {
		const source = await renderAtSimulator(stage, `source to ${operation}`);
		const item = await runOne(stage, {
			operation,
			videoId: byId(source.id),
			prompt: `the result of ${operation}`,
			...parameters,
		});
		assert.equal(item.json.status, 'completed');
		assert.notEqual(item.json.id, source.id);
		await assertFileOf(stage, item);
	},
}));

export const operationCases: SuiteCase[] = [
	{
		name: 'get: one video by its ID',
		limitSeconds: 60,
		run: async (stage) => {
			const { id } = await renderAtSimulator(stage, 'get this one');
			const { json } = await runOne(stage, { operation: 'get', videoId: byId(id) });
			assert.equal(json.id, id);
			assert.equal(json.status, 'completed');
			assert.equal(json.prompt, 'get this one');
		},
	},
	{
		name: 'get many: the newest, up to the limit',
		limitSeconds: 60,
		run: async (stage) => {
			for (const number of [1, 2, 3]) await renderAtSimulator(stage, `list this one, ${number}`);
			const node = soraNode(stage, { operation: 'getMany', returnAll: false, limit: 2 });
			const out = outputOf(await runSora(stage, node));
			assert.deepEqual(
				out.map(({ json }) => json.prompt),
				['list this one, 3', 'list this one, 2'],
			);
		},
	},
	{
		name: 'download: a finished video by its ID, byte for byte',
		limitSeconds: 60,
		run: async (stage) => {
			const { id } = await renderAtSimulator(stage, 'download this one');
			const item = await runOne(stage, { operation: 'download', videoId: byId(id) });
			assert.equal(item.json.id, id);
			await assertFileOf(stage, item);
		},
	},
	...derivationCases,
	{
		name: 'delete: the video is gone, and deleting it again is no failure',
		limitSeconds: 60,
		run: async (stage) => {
			const { id } = await renderAtSimulator(stage, 'delete this one');
			for (const _time of ['first', 'again']) {
				const { json } = await runOne(stage, { operation: 'delete', videoId: byId(id) });
				assert.equal(json.deleted, true);
				assert.equal(json.id, id);
			}
			assert.equal((await listRendered(stage, 'delete this one')).length, 0);
			await assert.rejects(askSimulator(stage, `/videos/${id}`), /404/);
		},
	},
];
