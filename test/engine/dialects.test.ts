import { createHash } from 'node:crypto';

import type { INodeParameters } from 'n8n-workflow';

import { sha256Of, syntheticVideo, type DialectName, type SimulatorOptions } from '../../simulator';
import { idOf, promptItems, stagePerTest, workflowFor } from './stage';

const open = stagePerTest();

const key = { apiKey: 'sk-kept-0123456789', headerName: 'x-gate', headerSecret: 'gate-secret-42' };

const fileBytes = 300_000;

interface Row {
	dialect: DialectName;
	simulator?: SimulatorOptions;
	/** Where the file comes from. */
	files: 'there' | 'elsewhere';
}

const rows: Row[] = [
	{ dialect: 'vllm-omni', files: 'there' },
	{ dialect: 'sglang', files: 'there' },
	{ dialect: 'sglang', simulator: { contentFrom: 'address' }, files: 'elsewhere' },
	{ dialect: 'trtllm', files: 'there' },
	{ dialect: 'dynamo', files: 'elsewhere' },
	{ dialect: 'litellm', files: 'there' },
	{ dialect: 'litellm', simulator: { contentFrom: 'redirect' }, files: 'elsewhere' },
	{ dialect: 'new-api', files: 'elsewhere' },
	{ dialect: 'openai', files: 'there' },
	{ dialect: 'openai', simulator: { contentFrom: 'redirect' }, files: 'elsewhere' },
];

describe.each(rows)('a server of kind $dialect with its files $files', (row) => {
	const openHere = async () =>
		await open({
			simulator: {
				dialect: row.dialect,
				apiKey: key.apiKey,
				media: { bytes: fileBytes },
				...row.simulator,
			},
			credential: key,
		});

	it('a changed Base URL is all that a migration takes', async () => {
		const stage = await openHere();

		const parameters = { aspectRatio: '16:9', seconds: '4' };
		const result = await stage.play(await workflowFor('create', { parameters }), {
			items: promptItems('a paper boat', 'a paper plane'),
		});

		expect(result.error).toBeUndefined();
		const items = result.items('Sora');
		expect(items).toMatchObject([
			{ json: { status: 'completed', prompt: 'a paper boat', size: '1280x720', seconds: 4 } },
			{ json: { status: 'completed', prompt: 'a paper plane', size: '1280x720', seconds: 4 } },
		]);
		expect(items.map(idOf)).toEqual(stage.simulator.videos.map(({ id }) => id));
		for (const [index, video] of stage.simulator.videos.entries()) {
			const binary = items[index]?.binary?.data;
			expect(binary).toMatchObject({ mimeType: 'video/mp4' });
			const arrived = createHash('sha256').update(await stage.engine.readBinary(binary));
			expect(arrived.digest('hex')).toBe(await sha256Of(syntheticVideo(fileBytes, video)));
		}
		expect(stage.simulator.videos).toHaveLength(2);
	});

	it('neither the key nor the gateway’s header reaches another origin', async () => {
		const stage = await openHere();

		await stage.play(await workflowFor('create'), { items: promptItems('a paper boat') });

		const { fileRequests } = stage.simulator;
		expect(fileRequests.length > 0).toBe(row.files === 'elsewhere');
		const sentElsewhere = JSON.stringify(fileRequests.map(({ headers }) => headers));
		expect(sentElsewhere).not.toContain(key.apiKey);
		expect(sentElsewhere).not.toContain(key.headerSecret);
		expect(stage.sent().every(({ headers }) => headers['x-gate'] === key.headerSecret)).toBe(true);
	});
});

const notPolled = rows.filter(({ dialect }) => dialect !== 'dynamo');

it.each(notPolled)('a failed render at $dialect is an error with its id', async ({ dialect }) => {
	const stage = await open({ simulator: { dialect } });

	const result = await stage.play(await workflowFor('create'), {
		items: promptItems('[fail] a paper boat'),
	});

	const [video] = stage.simulator.videos;
	expect(result.error).toMatchObject({ context: { kind: 'renderFailed', videoId: video?.id } });
	expect(stage.simulator.videos).toHaveLength(1);
});

it.each([
	{ dialect: 'vllm-omni' as const, deletes: true, lists: true },
	{ dialect: 'sglang' as const, deletes: true, lists: true },
	{ dialect: 'trtllm' as const, deletes: true, lists: true },
	{ dialect: 'litellm' as const, deletes: false, lists: true },
	{ dialect: 'new-api' as const, deletes: false, lists: false },
])(
	'$dialect: what it cannot do is said, what it can is done',
	async ({ dialect, deletes, lists }) => {
		const stage = await open({ simulator: { dialect } });
		const created = await stage.play(await workflowFor('create'), {
			items: promptItems('one', 'two', 'three'),
		});
		const items = created.items('Sora').map(({ json }) => ({ json }));

		const all: INodeParameters = { returnAll: true };
		const listed = await stage.play(await workflowFor('getMany', { parameters: all }));
		const got = await stage.play(await workflowFor('get'), { items });
		const deleted = await stage.play(await workflowFor('delete'), { items });

		expect(got.items('Sora')).toHaveLength(3);
		const outcome = ({ status, error }: typeof listed) => error?.context.kind ?? status;
		expect(outcome(listed)).toBe(lists ? 'success' : 'notSupported');
		expect(outcome(deleted)).toBe(deletes ? 'success' : 'notSupported');
		if (lists) expect(listed.items('Sora')).toHaveLength(3);
	},
);

it('a first frame reaches a server that takes forms only', async () => {
	const stage = await open({ simulator: { dialect: 'vllm-omni' } });
	const data = { data: tinyPng, mimeType: 'image/png', fileName: 'first.png' };

	const workflow = await workflowFor('create', { parameters: { firstFrame: 'binary' } });
	const result = await stage.play(workflow, {
		items: [{ json: { prompt: 'a paper boat' }, binary: { data } }],
	});

	expect(result.status).toBe('success');
	expect(stage.simulator.videos[0]?.reference).toMatchObject({ kind: 'file', value: 'first.png' });
});

/** One transparent pixel. */
const tinyPng =
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
