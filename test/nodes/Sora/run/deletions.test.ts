import type { IDataObject } from 'n8n-workflow';

import { noDeletions } from '../../../../nodes/Sora/run/deletions';
import { openClaims } from '../../../../nodes/Sora/memory/claims';
import { openStaticMemory } from '../../../../nodes/Sora/memory/laterExecutions';
import { after, json } from '../../../support/answers';
import { useLab } from '../lab';

const lab = useLab();

async function deleteAll(
	videos: Array<[id: string, json: IDataObject]>,
	{ isMade = true, usedElsewhere = [] as string[] } = {},
) {
	const { server, context } = await lab.open();
	const memory = openStaticMemory(context);
	const [claims, neighbour] = [openClaims(server.baseUrl), openClaims(server.baseUrl)];
	for (const [id] of videos) claims.use(id);
	for (const id of usedElsewhere) neighbour.use(id);
	for (const [id] of videos) memory.rememberRender(`key of ${id}`, { videoId: id, atMs: 1 });
	const deletions = noDeletions();
	for (const [id, item] of videos) deletions.plan(id, item, isMade);
	expect(lab.home.lines).toEqual([]);
	await lab.run(deletions.run(server, { later: memory, claims }));
	return memory;
}

it('what was planned is deleted, its items are told, and it is not reused', async () => {
	lab.home.always(json({ deleted: true }));
	const [first, second] = [{ id: 'v1' }, { id: 'v2' }];

	const memory = await deleteAll([
		['v1', first],
		['v2', second],
	]);

	expect([first, second]).toEqual([
		{ id: 'v1', deletedFromServer: true },
		{ id: 'v2', deletedFromServer: true },
	]);
	expect(lab.home.lines.sort()).toEqual(['DELETE /v1/videos/v1', 'DELETE /v1/videos/v2']);
	expect(memory.renderOf('key of v1')).toBeUndefined();
});

it('a video that two items share is deleted once, and both are told', async () => {
	lab.home.always(json({ deleted: true }));
	const items = [{}, {}];

	await deleteAll(items.map((item) => ['v1', item]));

	expect(items).toEqual(Array(2).fill({ deletedFromServer: true }));
	expect(lab.home.lines).toHaveLength(1);
});

it.each([
	{
		name: 'a refusal',
		answer: json({ detail: 'Method Not Allowed' }, 405),
		told: { deletedFromServer: false, deleteProblem: expect.stringContaining('Method') as unknown },
	},
	{ name: 'a “no”', answer: json({ deleted: false }), told: { deletedFromServer: false } },
])('$name is said, ends nothing, and the video can still be reused', async ({ answer, told }) => {
	lab.home.plan(answer);
	const item = {};

	const memory = await deleteAll([['v1', item]]);

	expect(item).toEqual(told);
	expect(memory.renderOf('key of v1')).toBeDefined();
});

it('a hundred are deleted ten at a time', async () => {
	lab.home.always(after(1_000, json({ deleted: true })));

	await deleteAll(Array.from({ length: 100 }, (_none, index) => [`v${index}`, {}]));

	expect(lab.home.lines).toHaveLength(100);
	expect(lab.elapsedMs()).toBe(10_000);
});

describe('a video stays at the server', () => {
	it.each([
		{ name: 'that others have made', options: { isMade: false }, says: 'not made by' },
		{
			name: 'that another execution is using',
			options: { usedElsewhere: ['v1'] },
			says: 'Another execution',
		},
	])('$name', async ({ options, says }) => {
		const item = {};

		const memory = await deleteAll([['v1', item]], options);

		expect(item).toEqual({
			deletedFromServer: false,
			deleteProblem: expect.stringContaining(says) as unknown,
		});
		expect(lab.home.lines).toEqual([]);
		expect(memory.renderOf('key of v1')).toBeDefined();
	});

	it('nobody begins to reuse one while it is being deleted', async () => {
		const { server, context } = await lab.open();
		const memory = openStaticMemory(context);
		memory.rememberRender('key', { videoId: 'v1', atMs: 1 });
		const deletions = noDeletions();
		deletions.plan('v1', {}, true);
		let known: unknown = 'never asked';
		lab.home.plan((response, request) => {
			known = memory.renderOf('key');
			json({ deleted: true })(response, request);
		});

		await lab.run(deletions.run(server, { later: memory, claims: openClaims(server.baseUrl) }));

		expect(known).toBeUndefined();
	});
});
