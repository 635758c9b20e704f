import { findVideo } from '../../../../nodes/Sora/clip/findVideo';
import { json } from '../../../support/answers';
import type { Answer } from '../../../support/loopback';
import { useLab } from '../lab';
import { openItemRun } from '../run/itemRun';

const lab = useLab();

const there = json({ id: 'v1', status: 'completed' });
const gone = json({}, 404);

async function find(answers: Answer[], isFresh: boolean, id: string | undefined = 'v1') {
	const { run } = await openItemRun(lab);
	lab.home.plan(...answers);
	return await lab.run(findVideo(run, id, isFresh));
}

it('a video is found by its id', async () => {
	expect(await find([there], false)).toMatchObject({ id: 'v1', status: 'completed' });
	expect(lab.home.lines).toEqual(['GET /v1/videos/v1']);
});

it('without an id nothing is asked', async () => {
	const { run } = await openItemRun(lab);

	expect(await findVideo(run, undefined, true)).toBeUndefined();
	expect(lab.home.lines).toEqual([]);
});

describe('a video the server does not know', () => {
	it('is gone at once where it is old', async () => {
		expect(await find([gone], false)).toBeUndefined();
		expect(lab.home.lines).toHaveLength(1);
	});

	it('is waited for where it may be fresh, so that it is not paid for twice', async () => {
		expect(await find([gone, gone, gone, there], true)).toMatchObject({ id: 'v1' });
		expect(lab.elapsedMs()).toBe(7_000);
	});

	it('is gone after half a minute', async () => {
		expect(await find(Array<Answer>(6).fill(gone), true)).toBeUndefined();
		expect(lab.elapsedMs()).toBe(30_000);
	});
});

it('a server that shows no videos at all has none', async () => {
	expect(await find([json({}, 405)], true)).toBeUndefined();
});

it('a server that cannot say is an error, never a “no”', async () => {
	await expect(find([json({}, 401)], true)).rejects.toMatchObject({ kind: 'auth' });
});

it('the end of the run ends the wait', async () => {
	const { run, stopRun } = await openItemRun(lab);
	lab.home.always(gone);
	setTimeout(stopRun, 2_000);

	await expect(lab.run(findVideo(run, 'v1', true))).rejects.toMatchObject({ kind: 'cancelled' });
	expect(lab.elapsedMs()).toBe(2_000);
});
