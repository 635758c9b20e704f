import { startRender } from '../../../../nodes/Sora/items/startRender';
import { json } from '../../../support/answers';
import { useLab } from '../lab';
import { openItemRun } from './itemRun';

const lab = useLab();

const request = {
	endpoint: { name: 'create' },
	fields: [{ key: 'prompt', value: 'a boat' }],
	sendAs: 'automatic',
	limitMs: 300_000,
} as const;

it('a render is noted the moment it exists, and shows what was asked for', async () => {
	const { run } = await openItemRun(lab);
	lab.home.plan(json({ id: 'v1', status: 'queued' }, 202));

	const video = await lab.run(
		startRender(run, 3, { ...request, fields: [...request.fields] }, { prompt: 'a boat' }),
	);

	expect(video).toMatchObject({ id: 'v1', prompt: 'a boat' });
	expect(run.created.all()).toEqual([{ itemIndex: 3, videoId: 'v1' }]);
});

it('a render that was refused is not listed as paid', async () => {
	const { run } = await openItemRun(lab);
	lab.home.plan(json({ error: { message: 'Bad size' } }, 400));

	await expect(
		lab.run(startRender(run, 0, { ...request, fields: [...request.fields] }, {})),
	).rejects.toMatchObject({ kind: 'badInput' });
	expect(run.created.all()).toEqual([]);
});

it('a run that ends early does not wait for its turn', async () => {
	const { run, stopRun } = await openItemRun(lab);
	lab.home.plan(json({}, 429, { 'retry-after': '60' }));
	setTimeout(stopRun, 1_000);

	await expect(
		lab.run(startRender(run, 0, { ...request, fields: [...request.fields] }, {})),
	).rejects.toMatchObject({ kind: 'cancelled' });
	expect(lab.elapsedMs()).toBe(1_000);
	expect(lab.home.lines).toHaveLength(1);
});
