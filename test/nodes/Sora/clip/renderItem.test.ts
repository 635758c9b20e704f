import type { INodeExecutionData } from 'n8n-workflow';

import { toSoraError } from '../../../../nodes/Sora/api/errors';
import { renderItem } from '../../../../nodes/Sora/clip/renderItem';
import type { RenderOptions } from '../../../../nodes/Sora/clip/renderOrder';
import type { NodeRun } from '../../../../nodes/Sora/run/nodeRun';
import { json, text } from '../../../support/answers';
import type { Answer } from '../../../support/loopback';
import { openHouse } from '../house';
import { useLab } from '../lab';
import { inTurn, openItemRun, optionsOf, orderOf } from '../run/itemRun';
import { secondTry } from './clipRun';

const lab = useLab();

const mp4 = Buffer.concat([Buffer.from('00000020667479706d703432', 'hex'), Buffer.alloc(64)]);
const file = text(mp4, 200, { 'content-type': 'video/mp4' });
const gone = json({ error: { message: 'Not found' } }, 404);

/** A server whose files are there or not. */
const openServer = (end: Record<string, unknown>, fileOf: (id: string) => Answer, skewMs = 0) =>
	openHouse(lab.home, { ends: [end, { status: 'completed' }], skewMs, fileOf });

async function render(
	run: NodeRun,
	options: Partial<RenderOptions> = {},
	more: { itemIndex?: number; deleteAfterDownload?: boolean } = {},
): Promise<INodeExecutionData | Error> {
	const { itemIndex = 0, deleteAfterDownload = false } = more;
	const delivery = {
		variants: ['video' as const],
		field: 'data',
		firstByteMs: 300_000,
		wait: true,
		deleteAfterDownload,
	};
	return await inTurn(
		run,
		async (turn) => await renderItem(run, turn, orderOf(), optionsOf(options), delivery),
		{ itemIndex },
	).catch(toSoraError);
}

describe('a clip of an earlier try whose files', () => {
	it.each([
		{ name: 'have expired by the clock only', end: { status: 'completed', expires_at: 1 } },
		{ name: 'are said to live for so long', end: { status: 'completed', expires_at: 3600 } },
		{ name: 'are there', end: { status: 'completed' } },
	])('$name is not paid again', async ({ end }) => {
		const first = await openItemRun(lab);
		const house = openServer(end, () => file);
		await lab.run(render(first.run));
		const { run } = await secondTry(lab, first);

		expect(await lab.run(render(run))).toMatchObject({ json: { id: 'v0' }, binary: { data: {} } });
		expect(house.creates).toHaveLength(1);
	});

	it('are gone by the server’s own word is rendered anew, once', async () => {
		const first = await openItemRun(lab);
		const house = openServer({ status: 'completed' }, (id) => (id === 'v0' ? gone : file));
		await lab.run(render(first.run));
		const { run } = await secondTry(lab, first);

		expect(await lab.run(render(run))).toMatchObject({
			json: { id: 'v1', run: { resumed: false } },
		});
		expect(house.creates).toHaveLength(2);
	});

	it('cannot be had at the moment is not paid again', async () => {
		const first = await openItemRun(lab);
		const house = openServer({ status: 'completed' }, () => json({}, 503));
		await lab.run(render(first.run));
		const { run } = await secondTry(lab, first);

		expect(await lab.run(render(run))).toMatchObject({ kind: 'serverUnreachable' });
		expect(house.creates).toHaveLength(1);
	});
});

it('a clip that was just made and has no files is an error, and not made again', async () => {
	const { run } = await openItemRun(lab);
	const house = openServer({ status: 'completed' }, () => gone);

	expect(await lab.run(render(run))).toMatchObject({ kind: 'notFound' });
	expect(house.creates).toHaveLength(1);
});

describe('Reuse Identical Render', () => {
	const reuse = { reuseWithinMs: 3_600_000 };

	it.each([-7_200_000, 0, 7_200_000])(
		'pays once in three executions where the server’s clock is off by %i ms',
		async (skewMs) => {
			const staticData = {};
			const expires_at = Math.floor((Date.now() + skewMs) / 1000) + 3600;
			const house = openServer({ status: 'completed', expires_at }, () => file, skewMs);
			for (let executions = 0; executions < 3; executions++) {
				const { run } = await openItemRun(lab, { staticData });
				expect(await lab.run(render(run, reuse))).toMatchObject({ json: { id: 'v0' } });
				run.memory.claims.end();
			}

			expect(house.creates).toHaveLength(1);
		},
	);

	it('of a clip whose files are gone makes one new render for all items', async () => {
		const staticData = {};
		const first = await openItemRun(lab, { staticData });
		const house = openServer({ status: 'completed' }, (id) => (id === 'v0' ? gone : file));
		await lab.run(render(first.run, reuse));
		const { run } = await openItemRun(lab, { staticData });
		const all = [0, 1, 2].map(async (itemIndex) => await render(run, reuse, { itemIndex }));

		expect(await lab.run(Promise.all(all))).toMatchObject(Array(3).fill({ json: { id: 'v1' } }));
		expect(house.creates).toHaveLength(2);
	});

	it('leaves the deletion after the download to the execution that made it', async () => {
		const staticData = {};
		const first = await openItemRun(lab, { staticData });
		const house = openServer({ status: 'completed' }, () => file);
		await lab.run(render(first.run, reuse));
		first.run.memory.claims.end();
		const { run } = await openItemRun(lab, { staticData });
		const item = await lab.run(render(run, reuse, { deleteAfterDownload: true }));
		await lab.run(run.deletions.run(run.server, run.memory));

		expect(item).toMatchObject({ json: { deletedFromServer: false } });
		expect(house.videos).toHaveLength(1);
	});
});
