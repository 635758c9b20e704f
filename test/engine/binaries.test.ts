import { createHash } from 'node:crypto';

import { halfArrived, idOf, promptItems, stagePerTest, workflowFor } from './stage';

const open = stagePerTest();

const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');

const allFiles = { outputFiles: ['video', 'thumbnail', 'spritesheet'] };

describe.each([{ binaryMode: 'filesystem' as const }, { binaryMode: 'default' as const }])(
	'in binary mode $binaryMode',
	(engine) => {
		it('all three files arrive byte for byte, each in its field', async () => {
			const stage = await open({ engine });

			const result = await stage.play(await workflowFor('create', { parameters: allFiles }), {
				items: promptItems('a paper boat'),
			});

			const [item] = result.items('Sora');
			const id = idOf(item);
			expect(Object.keys(item?.binary ?? {})).toEqual([
				'data',
				'data_thumbnail',
				'data_spritesheet',
			]);
			expect(item?.binary).toMatchObject({
				data: { fileName: `${id}.mp4`, mimeType: 'video/mp4' },
				data_thumbnail: { fileName: `${id}_thumbnail.webp`, mimeType: 'image/webp' },
				data_spritesheet: { fileName: `${id}_spritesheet.jpg`, mimeType: 'image/jpeg' },
			});
			for (const [field, query] of [
				['data', ''],
				['data_thumbnail', '?variant=thumbnail'],
				['data_spritesheet', '?variant=spritesheet'],
			] as const) {
				const arrived = await stage.engine.readBinary(item?.binary?.[field]);
				expect(sha256(arrived)).toBe(sha256(await stage.contentOf(id, query)));
			}
			expect(item?.json).not.toHaveProperty('missingFiles');
		});

		it('a file cut short on the way arrives whole all the same', async () => {
			const stage = await open({ engine, simulator: { media: { bytes: 3_000_000 } } });
			stage.simulator.order({
				match: { path: 'content' },
				times: 2,
				fault: { kind: 'cut', atFraction: 0.4, how: 'reset' },
			});

			const result = await stage.play(await workflowFor('create'), {
				items: promptItems('a paper boat'),
			});

			const [item] = result.items('Sora');
			const arrived = await stage.engine.readBinary(item?.binary?.data);
			expect(sha256(arrived)).toBe(sha256(await stage.contentOf(idOf(item))));
		});

		it('nothing half-arrived is kept when the file cannot be had', async () => {
			const stage = await open({ engine });
			stage.simulator.order({
				match: { path: 'content' },
				times: Infinity,
				fault: { kind: 'cut', atFraction: 0.4 },
			});

			const result = await stage.play(await workflowFor('create'), {
				items: promptItems('a paper boat'),
			});

			expect(result.status).toBe('error');
			expect(await halfArrived(stage)).toEqual([]);
		});
	},
);

it('puts the file where the workflow wants it', async () => {
	const stage = await open();

	const parameters = { binaryPropertyName: 'clip', outputFiles: ['thumbnail', 'video'] };
	const result = await stage.play(await workflowFor('create', { parameters }), {
		items: promptItems('a paper boat'),
	});

	expect(Object.keys(result.items('Sora')[0]?.binary ?? {})).toEqual(['clip', 'clip_thumbnail']);
});

it('names the files a server does not have, and keeps the clip', async () => {
	const stage = await open({ simulator: { dialect: 'sglang' } });

	const result = await stage.play(await workflowFor('create', { parameters: allFiles }), {
		items: promptItems('a paper boat'),
	});

	const [item] = result.items('Sora');
	expect(item?.json.missingFiles).toEqual(['thumbnail', 'spritesheet']);
	expect(Object.keys(item?.binary ?? {})).toEqual(['data']);
});

it('deletes the video at the server once its file is here, not before', async () => {
	const stage = await open();

	const result = await stage.play(
		await workflowFor('create', { parameters: { options: { deleteAfterDownload: true } } }),
		{ items: promptItems('a paper boat') },
	);

	const routes = stage.sent().map(({ route }) => route);
	expect(routes.slice(-2)).toEqual(['content', 'delete']);
	expect(stage.simulator.videos[0]?.deleted).toBe(true);
	const [item] = result.items('Sora');
	expect(item?.json.deletedFromServer).toBe(true);
	expect((await stage.engine.readBinary(item?.binary?.data)).length).toBeGreaterThan(1_000);
});
