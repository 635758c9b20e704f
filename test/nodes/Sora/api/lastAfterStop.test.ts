import { lastAfterStop } from '../../../../nodes/Sora/api/lastAfterStop';
import { getVideo } from '../../../../nodes/Sora/services/videos';
import { after, hang, json } from '../../../support/answers';
import { useLab } from '../lab';

const lab = useLab();

/** Asks for a video, with half a second of grace, and presses Stop after a second. */
async function ask(stopAfterMs?: number) {
	const cancel = new AbortController();
	const { server } = await lab.open({ cancelSignal: cancel.signal });
	if (stopAfterMs === 0) cancel.abort();
	else if (stopAfterMs !== undefined) setTimeout(() => cancel.abort(), stopAfterMs);
	const lasting = lastAfterStop(server, 500);
	const asking = getVideo(lasting.server, 'v1', { retry: false })
		.then(({ video: { id } }) => id)
		.finally(lasting.release);
	return await lab.run(asking.catch((error: unknown) => error));
}

const video = json({ id: 'v1', status: 'queued' });

it.each([
	{ name: 'comes without any Stop', stopMs: undefined, answer: after(20_000, video) },
	{ name: 'comes soon after Stop', stopMs: 1_000, answer: after(1_400, video) },
	{ name: 'is asked for after Stop', stopMs: 0, answer: after(400, video) },
])('an answer counts that $name', async ({ stopMs, answer }) => {
	lab.home.plan(answer);

	expect(await ask(stopMs)).toBe('v1');
});

it.each([
	{ name: 'pressed meanwhile', stopMs: 1_000, atMs: 1_500 },
	{ name: 'pressed before', stopMs: 0, atMs: 500 },
])('an answer is not waited for long after a Stop $name', async ({ stopMs, atMs }) => {
	lab.home.always(hang);

	expect(await ask(stopMs)).toMatchObject({ kind: 'cancelled' });
	expect(lab.elapsedMs()).toBe(atMs);
});
