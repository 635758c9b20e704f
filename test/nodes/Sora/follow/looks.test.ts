import type { SoraError } from '../../../../nodes/Sora/api/errors';
import { pause } from '../../../../nodes/Sora/api/pause';
import { videoSchema, type Video } from '../../../../nodes/Sora/api/video';
import { openLooks, type Looks } from '../../../../nodes/Sora/follow/looks';
import { beginWatch, type Watch } from '../../../../nodes/Sora/follow/watch';
import { after, hang, json, reset } from '../../../support/answers';
import { useLab } from '../lab';

const lab = useLab();

const entry = (id: string, status = 'in_progress', more: object = {}) => ({ id, status, ...more });
const list = 'GET /v1/videos?limit=100&order=desc';

interface Stage {
	looks: Looks<Watch>;
	watched: Map<string, Watch>;
	/** What was reported, e.g. `seen a completed` or `missed b auth`. */
	told: string[];
	/** Looks, and waits until so many requests have come back. */
	take(requests: number): Promise<void>;
}

async function open(...ids: string[]): Promise<Stage> {
	const { server } = await lab.open();
	const watched = new Map(
		ids.map((id) => [
			id,
			beginWatch(videoSchema.parse({ id, status: 'queued' }), null, Date.now()),
		]),
	);
	const told: string[] = [];
	let waiting = 0;
	let resolve: () => void = () => undefined;
	const looks = openLooks(server, watched, {
		seen: (watch: Watch, video: Video) => {
			told.push(`seen ${watch.video.id} ${video.status}`);
			watch.video = video;
			if (video.status === 'completed') watched.delete(video.id);
		},
		missed: (watch: Watch, { kind }: SoraError) =>
			void told.push(`missed ${watch.video.id} ${kind}`),
		done: () => {
			if (--waiting === 0) resolve();
		},
	});
	const take = async (requests: number) => {
		waiting = requests;
		const done = new Promise<void>((end) => {
			resolve = end;
		});
		looks.take();
		await lab.run(done);
	};
	return { looks, watched, told, take };
}

const idsOf = (watches: Watch[]) => watches.map(({ video }) => video.id);

describe('few renders are looked at one by one', () => {
	it('those that are due', async () => {
		const { watched, told, take } = await open('a', 'b');
		const later = watched.get('b');
		if (later) later.plan = { dueMs: Date.now() + 1, latestMs: Date.now() + 1 };
		lab.home.plan(json(entry('a')));

		await take(1);

		expect(told).toEqual(['seen a in_progress']);
		expect(lab.home.lines).toEqual(['GET /v1/videos/a']);
		expect(watched.get('a')?.statusRequests).toBe(1);
	});

	it('and not a second time while a look is under way', async () => {
		const { looks, take } = await open('a', 'b');
		lab.home.plan(after(5_000, json(entry('a'))), after(5_000, json(entry('b'))));
		const taking = take(2);

		expect(idsOf(looks.idle())).toEqual([]);

		looks.take();
		await taking;

		expect(lab.home.lines).toHaveLength(2);
		expect(idsOf(looks.idle())).toEqual(['a', 'b']);
	});

	it('a lost look is told, and only of its render', async () => {
		const { told, take } = await open('a', 'b');
		lab.home.always((response, request) =>
			(request.path.endsWith('/a') ? reset : json(entry('b')))(response, request),
		);

		await take(2);

		expect(told.sort()).toEqual(['missed a serverUnreachable', 'seen b in_progress']);
	});

	it('a key that was refused is told of all', async () => {
		const { watched, told, take } = await open('a', 'b');
		const later = watched.get('b');
		if (later) later.plan = { dueMs: Date.now() + 1, latestMs: Date.now() + 1 };
		lab.home.plan(json({}, 401));

		await take(1);

		expect(told).toEqual(['missed a auth', 'missed b auth']);
	});

	it.each([
		{ name: 'an answer', answer: json(entry('a')) },
		{ name: 'an error', answer: json({}, 500) },
	])('nothing is told of a render nobody waits for any more: $name', async ({ answer }) => {
		const { watched, told, take } = await open('a', 'b');
		watched.delete('b');
		setTimeout(() => watched.delete('a'), 1_000);
		lab.home.plan(after(5_000, answer));

		await take(1);

		expect(told).toEqual([]);
	});
});

describe('many renders are looked at by one page', () => {
	it('which is shared by those it shows', async () => {
		const { looks, watched, told, take } = await open('a', 'b', 'c', 'd');
		lab.home.plan(json({ data: ['d', 'c', 'b', 'a'].map((id) => entry(id)) }));

		expect(looks.areShared()).toBe(true);
		await take(1);

		expect(told.sort()).toEqual(['a', 'b', 'c', 'd'].map((id) => `seen ${id} in_progress`));
		expect(lab.home.lines).toEqual([list]);
		expect([...watched.values()].map(({ statusRequests }) => statusRequests)).toEqual([
			0.25, 0.25, 0.25, 0.25,
		]);
	});

	it('and those that are missing one by one', async () => {
		const { told, take } = await open('a', 'b', 'c', 'd');
		lab.home.plan(json({ data: ['c', 'b', 'a'].map((id) => entry(id)) }), json(entry('d')));

		await take(2);

		expect(told.at(-1)).toBe('seen d in_progress');
		expect(lab.home.lines).toEqual([list, 'GET /v1/videos/d']);
	});

	it('a failed one without a reason is asked for itself', async () => {
		const { told, take } = await open('a', 'b', 'c');
		lab.home.plan(
			json({ data: [entry('a', 'failed'), entry('b'), entry('c')] }),
			json(entry('a', 'failed', { error: 'Oops' })),
		);

		await take(2);

		expect(told.sort()).toEqual(['seen a failed', 'seen b in_progress', 'seen c in_progress']);
		expect(lab.home.lines).toEqual([list, 'GET /v1/videos/a']);
	});

	it('a render that is not due is told as well: it costs nothing', async () => {
		const { watched, told, take } = await open('a', 'b', 'c');
		const later = watched.get('c');
		if (later) later.plan = { dueMs: Date.now() + 9_000, latestMs: Date.now() + 9_000 };
		lab.home.plan(json({ data: ['c', 'b', 'a'].map((id) => entry(id)) }));

		await take(1);

		expect(told).toContain('seen c in_progress');
	});

	it('and not by a second one while the first is under way', async () => {
		const { looks, take } = await open('a', 'b', 'c');
		lab.home.plan(after(5_000, json({ data: ['c', 'b', 'a'].map((id) => entry(id)) })));
		const taking = take(1);

		expect(looks.idle()).toEqual([]);
		await taking;
		expect(looks.idle()).toHaveLength(3);
		expect(lab.home.lines).toEqual([list]);
	});

	it('one by one at once where the page fails', async () => {
		const { looks, told, take } = await open('a', 'b', 'c');
		lab.home.always((response, request) => {
			const id = /videos\/(\w)$/.exec(request.path)?.[1];
			(id ? json(entry(id)) : json({}, 502))(response, request);
		});

		await take(4);

		expect(told.sort()).toEqual(['a', 'b', 'c'].map((id) => `seen ${id} in_progress`));
		expect(looks.areShared()).toBe(false);
	});

	it('a render that nobody waits for any more is not told', async () => {
		const { watched, told, take } = await open('a', 'b', 'c');
		setTimeout(() => watched.delete('a'), 1_000);
		lab.home.plan(after(5_000, json({ data: ['c', 'b', 'a'].map((id) => entry(id)) })));

		await take(1);

		expect(told.sort()).toEqual(['seen b in_progress', 'seen c in_progress']);
		expect(lab.home.lines).toEqual([list]);
	});

	it('a list that stands still is checked by a look at one, and by looks at all when it lags', async () => {
		const { looks, watched, told, take } = await open('a', 'b', 'c', 'd');
		const data = ['d', 'c', 'b', 'a'].map((id) => entry(id));
		lab.home.always((response, request) => {
			const id = /videos\/(\w)$/.exec(request.path)?.[1];
			(id ? json(entry(id, 'completed')) : json({ data }))(response, request);
		});
		while (watched.size === 4) await take(1);
		await lab.run(pause(3_000));

		expect(watched.size).toBe(0);
		expect(told.filter((line) => line.endsWith('completed')).sort()).toEqual(
			['a', 'b', 'c', 'd'].map((id) => `seen ${id} completed`),
		);
		expect(looks.areShared()).toBe(false);
		expect(lab.home.lines.filter((line) => line !== list)).toHaveLength(4);
	});

	it('a list that keeps up is not blamed for renders that end just after the page', async () => {
		const { looks, watched, told, take } = await open('a', 'b', 'c', 'd');
		let haveEnded = false;
		lab.home.always((response, request) => {
			const id = /videos\/(\w)$/.exec(request.path)?.[1];
			haveEnded ||= id !== undefined;
			const status = haveEnded ? 'completed' : 'in_progress';
			const data = ['d', 'c', 'b', 'a'].map((each) => entry(each, status));
			(id ? json(entry(id, status)) : json({ data }))(response, request);
		});
		while (watched.size === 4) await take(1);
		await lab.run(pause(3_000));

		expect(told.filter((line) => line.endsWith('completed'))).toHaveLength(4);
		expect(lab.home.lines.filter((line) => line !== list)).toHaveLength(1);

		for (const id of ['e', 'f', 'g']) {
			const video = videoSchema.parse({ id, status: 'queued' });
			watched.set(id, beginWatch(video, null, Date.now()));
		}

		expect(looks.areShared()).toBe(true);
	});

	it('nothing more is sent when the run was stopped in the middle of it', async () => {
		const cancel = new AbortController();
		const { server } = await lab.open({ cancelSignal: cancel.signal });
		const watched = new Map(
			['a', 'b', 'c'].map((id) => [
				id,
				beginWatch(videoSchema.parse({ id, status: 'queued' }), null, Date.now()),
			]),
		);
		lab.home.plan(hang);
		setTimeout(() => cancel.abort(), 1_000);
		const report = jest.fn();

		await lab.run(
			new Promise<void>((done) =>
				openLooks(server, watched, { seen: report, missed: report, done }).take(),
			),
		);

		expect(report).not.toHaveBeenCalled();
		expect(lab.home.lines).toEqual([list]);
	});
});
