import type { Video } from '../../../../nodes/Sora/services/video';
import { videoSchema } from '../../../../nodes/Sora/services/video';
import {
	followRenders,
	type EndedRender,
	type RenderFollower,
} from '../../../../nodes/Sora/follow/follow';
import { after, hang, json, reset } from '../../../support/answers';
import type { FakeOptions } from '../../../support/fakeContext';
import type { Answer } from '../../../support/loopback';
import { useLab } from '../lab';

const lab = useLab();

const minutes = 60_000;
const limits = { giveUpAfterMs: 15 * minutes, giveUpQueuedAfterMs: 240 * minutes };

const entry = (id: string, status = 'in_progress', more: object = {}) => ({ id, status, ...more });
const running = (id: string) => entry(id);
const done = (id: string) => entry(id, 'completed');
const list = 'GET /v1/videos?limit=100&order=desc';
const one = (id: string) => `GET /v1/videos/${id}`;

/** Answers by the id asked for, or the list. */
const serve = (single: (id: string) => Answer, listed: Answer): Answer => {
	return (response, request) => {
		const id = /videos\/(\w)$/.exec(request.path)?.[1];
		(id === undefined ? listed : single(id))(response, request);
	};
};

async function open(options: FakeOptions = {}): Promise<{
	follower: RenderFollower;
	follow(...ids: string[]): Promise<Array<EndedRender | Error>>;
	told: string[];
}> {
	const { server } = await lab.open(options);
	const told: string[] = [];
	const note = ({ id, status }: Video) => void told.push(`${id} ${status}`);
	const follower = followRenders(server, limits, undefined, note);
	const follow = async (...ids: string[]) =>
		await Promise.all(
			ids.map(async (id) => {
				const video = videoSchema.parse(entry(id, 'queued'));
				return await follower.untilEnded(video).catch((error: Error) => error);
			}),
		);
	return { follower, follow, told };
}

const at = <T>(ms: number, work: () => Promise<T>) =>
	new Promise<T>((resolve) => setTimeout(() => resolve(work()), ms));
const statuses = (outcomes: Array<EndedRender | Error>) =>
	outcomes.map((outcome) => ('video' in outcome ? outcome.video.status : outcome.name));

describe('few renders are looked at one by one', () => {
	it('each when it is due', async () => {
		const { follow } = await open();
		lab.home.always(serve((id) => json(done(id)), json({}, 500)));

		const both = Promise.all([follow('a'), at(500, async () => await follow('b'))]);
		const [[first], [second]] = await lab.run(both);

		expect(lab.home.lines).toEqual([one('a'), one('b')]);
		expect(first).toMatchObject({ waitMs: 2_000, statusRequests: 1 });
		expect(second).toMatchObject({ waitMs: 2_000, statusRequests: 1 });
	});

	it('and not a second time while a look is under way', async () => {
		const { follow } = await open();
		lab.home.always(serve((id) => after(25_000, json(done(id))), json({}, 500)));

		await lab.run(follow('a', 'b'));

		expect(lab.home.lines.sort()).toEqual([one('a'), one('b')]);
	});

	it('one that hangs holds up no other', async () => {
		const { follow } = await open();
		lab.home.always(serve((id) => (id === 'a' ? hang : json(done(id))), json({}, 500)));
		setTimeout(() => lab.home.always(serve((id) => json(done(id)), json({}, 500))), 20_000);

		const [first, second] = await lab.run(follow('a', 'b'));

		expect(second).toMatchObject({ waitMs: 2_000 });
		expect(first).toMatchObject({ statusRequests: 2 });
	});

	it('a lost look is one of its render only', async () => {
		const { follow } = await open();
		lab.home.always(serve((id) => (id === 'a' ? json({}, 400) : json(running(id))), reset));
		setTimeout(() => lab.home.always(serve((id) => json(done(id)), reset)), minutes);

		const outcomes = await lab.run(follow('a', 'b'));

		expect(outcomes[0]).toMatchObject({ kind: 'badInput', details: { videoId: 'a' } });
		expect(outcomes[1]).toMatchObject({ video: { status: 'completed' } });
		expect(lab.home.lines.filter((line) => line === one('a'))).toHaveLength(3);
	});

	it('a key that was refused once is refused for all', async () => {
		const { follow } = await open();
		lab.home.plan(json({}, 401));

		const both = Promise.all([follow('a'), at(500, async () => await follow('b'))]);
		const outcomes = (await lab.run(both)).flat();

		expect(outcomes).toMatchObject([
			{ kind: 'auth', details: { videoId: 'a' } },
			{ kind: 'auth', details: { videoId: 'b' } },
		]);
		expect(lab.home.lines).toEqual([one('a')]);
	});

	it.each([
		{ name: 'an answer', late: (id: string) => json(done(id)) },
		{ name: 'an error', late: () => json({}, 500) },
	])('$name that comes after the wait is over does no harm', async ({ late }) => {
		const { follow, told } = await open();
		const refused = after(1_000, json({}, 401));
		lab.home.always(serve((id) => (id === 'a' ? refused : after(5_000, late(id))), reset));
		await lab.run(follow('a', 'b'));
		lab.home.always(serve((id) => json(done(id)), reset));

		const [third] = await lab.run(at(3_500, async () => await follow('c')));

		expect(third).toMatchObject({ video: { id: 'c', status: 'completed' }, waitMs: 2_000 });
		expect(told).toEqual(['c completed']);
	});
});

describe('many renders are looked at by one page', () => {
	const ids = ['a', 'b', 'c', 'd'];

	it('which is shared by those it shows', async () => {
		const { follow } = await open();
		lab.home.plan(json({ data: ids.map(done) }));

		const outcomes = await lab.run(follow(...ids));

		expect(outcomes).toMatchObject(ids.map((id) => ({ video: { id }, statusRequests: 0.25 })));
		expect(lab.home.lines).toEqual([list]);
	});

	it('and those that are missing one by one', async () => {
		const { follow } = await open();
		lab.home.plan(json({ data: ['c', 'b', 'a'].map(done) }), json(done('d')));

		const outcomes = await lab.run(follow(...ids));

		expect(statuses(outcomes)).toEqual(Array(4).fill('completed'));
		expect(lab.home.lines).toEqual([list, one('d')]);
	});

	it('a failed one without a reason is asked for itself', async () => {
		const { follow } = await open();
		lab.home.plan(
			json({ data: [entry('a', 'failed'), done('b'), done('c')] }),
			json(entry('a', 'failed', { error: 'Oops' })),
		);

		const [first] = await lab.run(follow('a', 'b', 'c'));

		expect(first).toMatchObject({ video: { status: 'failed', failure: { message: 'Oops' } } });
		expect(lab.home.lines).toEqual([list, one('a')]);
	});

	it('a render that is not due is told as well: it costs nothing', async () => {
		const { follow } = await open();
		lab.home.plan(json({ data: ['d', 'c', 'b', 'a'].map(done) }));

		const all = Promise.all([follow('a', 'b', 'c'), at(1_500, async () => await follow('d'))]);
		const [, [last]] = await lab.run(all);

		expect(last).toMatchObject({ waitMs: 500, statusRequests: 0.25 });
		expect(lab.home.lines).toEqual([list]);
	});

	it('and not by a second one while the first is under way', async () => {
		const { follow } = await open();
		const first = after(9_000, json({ data: ['a', 'b', 'c'].map(running) }));
		lab.home.plan(first, json({ data: ids.map(done) }));
		const sentBefore: number[] = [];
		setTimeout(() => sentBefore.push(lab.home.lines.length), 10_900);

		const all = Promise.all([follow('a', 'b', 'c'), at(2_500, async () => await follow('d'))]);
		await lab.run(all);

		expect(sentBefore).toEqual([1]);
		expect(lab.home.lines).toEqual([list, list]);
	});

	it('one by one at once where the page fails', async () => {
		const { follow } = await open();
		lab.home.always(serve((id) => json(done(id)), json({}, 502)));

		const outcomes = await lab.run(follow('a', 'b', 'c'));

		expect(outcomes).toMatchObject(Array(3).fill({ waitMs: 2_000, statusRequests: 1 }));
		expect(lab.home.lines[0]).toBe(list);
		expect(lab.home.lines.slice(1).sort()).toEqual(['a', 'b', 'c'].map(one));
	});

	it('a list that stands still is checked by a look at one, and by looks at all when it lags', async () => {
		const { follow } = await open();
		lab.home.always(serve((id) => json(done(id)), json({ data: ids.map(running) })));

		const outcomes = await lab.run(follow(...ids));

		expect(statuses(outcomes)).toEqual(Array(4).fill('completed'));
		expect(lab.home.lines.filter((line) => line !== list).sort()).toEqual(ids.map(one));
		const pages = lab.home.lines.filter((line) => line === list);

		await lab.run(follow('e', 'f', 'g'));

		expect(lab.home.lines.filter((line) => line === list)).toEqual(pages);
	});

	it('a list that keeps up is not blamed for renders that end just after the page', async () => {
		const { follow } = await open();
		let haveEnded = false;
		lab.home.always((response, request) => {
			const id = /videos\/(\w)$/.exec(request.path)?.[1];
			haveEnded ||= id !== undefined;
			const show = haveEnded ? done : running;
			(id ? json(show(id)) : json({ data: [...ids, 'e', 'f', 'g'].map(show) }))(response, request);
		});

		const outcomes = await lab.run(follow(...ids));

		expect(statuses(outcomes)).toEqual(Array(4).fill('completed'));
		expect(lab.home.lines.filter((line) => line !== list)).toHaveLength(1);

		await lab.run(follow('e', 'f', 'g'));

		expect(lab.home.lines.at(-1)).toBe(list);
	});

	it('nothing more is sent when the run was stopped in the middle of it', async () => {
		const cancel = new AbortController();
		const { follow } = await open({ cancelSignal: cancel.signal });
		lab.home.plan(hang);
		setTimeout(() => cancel.abort(), 3_000);

		const outcomes = await lab.run(follow('a', 'b', 'c'));

		expect(statuses(outcomes)).toEqual(Array(3).fill('SoraCancelledError'));
		expect(lab.elapsedMs()).toBe(3_000);
		expect(lab.home.lines).toEqual([list]);
	});
});
