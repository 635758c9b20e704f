import type { Video } from '../../../../nodes/Sora/services/video';
import { videoSchema } from '../../../../nodes/Sora/services/video';
import {
	followRenders,
	type EndedRender,
	type RenderFollower,
} from '../../../../nodes/Sora/follow/follow';
import { after, hang, json, reset } from '../../../support/answers';
import type { Answer } from '../../../support/loopback';
import { openHouse, type House, type HouseRules } from '../house';
import { useLab } from '../lab';

const lab = useLab();

const minutes = 60_000;
const limits = { giveUpAfterMs: 15 * minutes, giveUpQueuedAfterMs: 240 * minutes };

interface Followed {
	house: House;
	follower: RenderFollower;
	/** What became of each render: how it ended, or the error. */
	outcomes: Array<EndedRender | Error>;
	/** When each was noticed, in ms after its end. */
	lagMs: number[];
}

const begun = (id: string): Video => videoSchema.parse({ id, status: 'queued' });

interface Given {
	rules?: HouseRules;
	/** How long each render takes. */
	takes?: number[];
	cancelSignal?: AbortSignal;
	onChange?: (video: Video) => void;
}

/** Follows renders of a house, all from the same moment on. */
async function followAll({ rules, takes = [], cancelSignal, onChange }: Given): Promise<Followed> {
	const { server } = await lab.open(cancelSignal ? { cancelSignal } : {});
	const house = openHouse(lab.home, rules);
	const videos = takes.map((ms) => house.add({ prompt: 'x' }, { endsMs: Date.now() + ms }));
	const follower = followRenders(server, limits, undefined, onChange);
	const lagMs: number[] = [];
	const outcomes = await lab.run(
		Promise.all(
			videos.map(async ({ id, endsMs }, index) => {
				const outcome = await follower.untilEnded(begun(id)).catch((error: Error) => error);
				lagMs[index] = Date.now() - endsMs;
				return outcome;
			}),
		),
	);
	return { house, follower, outcomes, lagMs };
}

const isPage = (line: string) => line.startsWith('GET /v1/videos?');
const pages = () => lab.home.lines.filter(isPage);
const singles = () => lab.home.lines.filter((line) => !isPage(line));
const ends = (outcomes: Followed['outcomes']) =>
	outcomes.map((outcome) => ('video' in outcome ? outcome.video.status : outcome.message));
const requestsOf = (outcomes: Followed['outcomes']) =>
	outcomes.reduce((sum, one) => sum + ('video' in one ? one.statusRequests : 0), 0);

const minute = Array.from({ length: 20 }, (_none, index) => 40_000 + index * 1_000);

describe('many renders are followed by few requests:', () => {
	it('a page of the list shows them all, and each counts its share', async () => {
		const { outcomes } = await followAll({ takes: minute });

		expect(ends(outcomes)).toEqual(Array(20).fill('completed'));
		expect(lab.home.lines.length / outcomes.length).toBeLessThan(3);
		expect(pages().length).toBeGreaterThan(singles().length / 2);
		expect(requestsOf(outcomes)).toBeCloseTo(lab.home.lines.length, 5);
	});

	it.each([1, 2])('%d are asked for one by one', async (count) => {
		const { outcomes } = await followAll({ takes: Array<number>(count).fill(20_000) });

		expect(ends(outcomes)).toEqual(Array(count).fill('completed'));
		expect(pages()).toEqual([]);
	});

	it('three are a page', async () => {
		const { outcomes } = await followAll({ takes: [20_000, 20_000, 20_000] });

		expect(ends(outcomes)).toEqual(Array(3).fill('completed'));
		expect(pages().length).toBeGreaterThan(0);
	});

	it('more than a page holds are all found', async () => {
		const paged: Answer = (response, request) => {
			const cursor = new URL(request.path, 'http://a').searchParams.get('after');
			const now = Date.now();
			const entries = Array.from({ length: 150 }, (_none, index) => ({
				id: `v${149 - index}`,
				status: now >= endMs ? 'completed' : 'in_progress',
			}));
			const from = entries.findIndex(({ id }) => id === cursor) + 1;
			json({ data: entries.slice(from, from + 100) })(response, request);
		};
		const endMs = lab.clock.now() + 30_000;
		const { outcomes } = await followAll({
			takes: Array<number>(150).fill(30_000),
			rules: { list: paged },
		});

		expect(ends(outcomes)).toEqual(Array(150).fill('completed'));
		expect(lab.home.lines.length).toBeLessThan(150);
	});

	it('an end is noticed soon, although nobody has asked for that render alone', async () => {
		const { lagMs } = await followAll({ takes: minute });

		expect(Math.max(...lagMs)).toBeLessThan(10_000);
	});

	it('one that begins while a page is under way is followed too', async () => {
		const { server } = await lab.open();
		const house = openHouse(lab.home);
		const follower = followRenders(server, limits);
		const first = [1, 2, 3].map(() => house.add({ prompt: 'x' }));
		const waits = first.map(async ({ id }) => await follower.untilEnded(begun(id)));
		setTimeout(() => {
			const { id } = house.add({ prompt: 'x' });
			waits.push(follower.untilEnded(begun(id)));
		}, 2_000);
		await lab.run(Promise.all(waits));

		expect(ends(await lab.run(Promise.all(waits)))).toEqual(Array(4).fill('completed'));
	});
});

describe('a list that cannot be relied on loses no render:', () => {
	const takes = Array<number>(6).fill(60_000);
	const late = (ms: number): HouseRules['listed'] => {
		return (entry, { endsMs }) =>
			Date.now() < endsMs + ms ? { ...entry, status: 'in_progress' } : entry;
	};
	const status = (entry: Record<string, unknown>, changes: object) => ({ ...entry, ...changes });

	it.each<{ name: string; rules: HouseRules; lag?: number }>([
		{ name: 'it does not exist', rules: { list: json({}, 404) } },
		{ name: 'it is not allowed', rules: { list: json({}, 405) } },
		{ name: 'it fails', rules: { list: json({}, 500) } },
		{ name: 'it breaks off', rules: { list: reset } },
		{
			name: 'it is too much for the server',
			rules: { list: json({}, 429, { 'retry-after': '9' }) },
		},
		{ name: 'it is none', rules: { list: json({ error: 'x' }) } },
		{ name: 'it is empty', rules: { list: json({ data: [] }) } },
		{ name: 'it never comes', rules: { list: hang }, lag: 40_000 },
		{ name: 'it is slow', rules: { list: after(3_000, json({ data: [] })) } },
		{
			name: 'it forgets one',
			rules: { listed: (entry) => (entry.id === 'v1' ? undefined : entry) },
		},
		{
			name: 'it forgets most',
			rules: { listed: (entry) => (entry.id === 'v1' ? entry : undefined) },
		},
		{ name: 'it is far behind', rules: { listed: late(10 * minutes) } },
		{ name: 'it is ten seconds behind', rules: { listed: late(10_000) } },
		{
			name: 'it shows no progress ever',
			rules: { listed: (entry) => status(entry, { status: 'queued' }) },
		},
		{ name: 'its entries are broken', rules: { listed: () => ({ nothing: true }) } },
	])('$name', async ({ rules, lag = 30_000 }) => {
		const { outcomes, lagMs } = await followAll({ takes, rules });

		expect(ends(outcomes)).toEqual(Array(6).fill('completed'));
		expect(Math.max(...lagMs)).toBeLessThan(lag);
	});

	it('one that shows everything twice counts once', async () => {
		const repeated: Answer = (response, request) => {
			const entries = Array.from({ length: 6 }, (_none, index) => ({
				id: `v${index}`,
				status: Date.now() >= endMs ? 'completed' : 'in_progress',
			}));
			json({ data: [...entries, ...entries] })(response, request);
		};
		const endMs = lab.clock.now() + 60_000;
		const { outcomes } = await followAll({ takes, rules: { list: repeated } });

		expect(ends(outcomes)).toEqual(Array(6).fill('completed'));
		expect(requestsOf(outcomes)).toBeCloseTo(lab.home.lines.length, 5);
	});

	it('one that does not exist is asked for once', async () => {
		await followAll({ takes, rules: { list: json({}, 404) } });

		expect(pages()).toHaveLength(1);
	});

	it('one that fails is left alone for a while, and for good after three times', async () => {
		const takesLong = Array<number>(6).fill(5 * minutes);
		await followAll({ takes: takesLong, rules: { list: json({}, 500) } });

		expect(pages()).toHaveLength(3);
	});

	it('one that is far behind is not asked for long', async () => {
		const staggered = takes.map((ms, index) => ms + index * 20_000);
		const { lagMs } = await followAll({ takes: staggered, rules: { listed: late(10 * minutes) } });

		const lastPage = lab.home.lines.findLastIndex(isPage);
		expect(lab.home.lines.length - lastPage).toBeGreaterThan(4);
		expect(Math.max(...lagMs)).toBeLessThan(30_000);
	});
});

describe('a failed render says why', () => {
	const failure = { code: 'moderation_blocked', message: 'Blocked' };
	const rules: HouseRules = { ends: [{ status: 'failed', error: failure }] };

	it('by the list', async () => {
		const { outcomes } = await followAll({ takes: Array<number>(4).fill(20_000), rules });

		for (const outcome of outcomes) expect(outcome).toMatchObject({ video: { failure } });
	});

	it('at its own address, where the list is brief', async () => {
		const listed: HouseRules['listed'] = ({ error: _error, ...entry }) => entry;
		const { outcomes } = await followAll({
			takes: Array<number>(4).fill(20_000),
			rules: { ...rules, listed },
		});

		for (const outcome of outcomes) expect(outcome).toMatchObject({ video: { failure } });
		expect(lab.home.lines.length).toBeLessThan(40);
	});
});

describe('what ends all waits at once', () => {
	it('is a key that was revoked: each error has the id of its render', async () => {
		const revoked = json({ error: { message: 'Key revoked' } }, 401);
		setTimeout(() => lab.home.always(revoked), 10_000);

		const { outcomes } = await followAll({ takes: Array<number>(12).fill(60_000) });

		expect(outcomes).toMatchObject(
			outcomes.map((_none, index) => ({ kind: 'auth', details: { videoId: `v${index}` } })),
		);
		const first = lab.home.requests.findIndex(({ path }) => path.includes('v11'));
		expect(first).toBeLessThan(lab.home.lines.length);
		expect(lab.elapsedMs()).toBeLessThan(25_000);
		expect(lab.home.lines.length).toBeLessThan(30);
	});

	it('is the Stop button, in the middle of a page too', async () => {
		const cancel = new AbortController();
		setTimeout(() => cancel.abort(), 5_000);

		const { outcomes } = await followAll({
			takes: Array<number>(5).fill(60_000),
			rules: { list: hang },
			cancelSignal: cancel.signal,
		});

		expect(outcomes).toMatchObject(
			outcomes.map((_none, index) => ({ kind: 'cancelled', details: { videoId: `v${index}` } })),
		);
		expect(lab.elapsedMs()).toBe(5_000);
	});
});

describe('one render among many', () => {
	it('that is gone from the server fails alone, and does not stop the others', async () => {
		const { server } = await lab.open();
		const house = openHouse(lab.home);
		const there = [1, 2, 3, 4].map(() => house.add({ prompt: 'x' }));
		const follower = followRenders(server, limits);
		const ids = [...there.map(({ id }) => id), 'gone'];

		const outcomes = await lab.run(
			Promise.allSettled(ids.map(async (id) => await follower.untilEnded(begun(id)))),
		);

		expect(outcomes.map(({ status }) => status)).toEqual([
			...Array<string>(4).fill('fulfilled'),
			'rejected',
		]);
		expect(outcomes[4]).toMatchObject({
			reason: { kind: 'notFound', details: { videoId: 'gone' } },
		});
		expect(lab.elapsedMs()).toBeLessThan(2 * minutes);
	});

	it('that never ends is given up in its time, and not before', async () => {
		const { outcomes, lagMs } = await followAll({
			takes: [30_000, 30_000, 30_000, 60 * minutes, 60 * minutes, 60 * minutes],
		});

		expect(ends(outcomes).slice(0, 3)).toEqual(Array(3).fill('completed'));
		expect(outcomes.slice(3)).toMatchObject(
			Array(3).fill({ kind: 'timeout', message: 'The render has not ended after 15 minutes' }),
		);
		expect(Math.max(...lagMs.slice(0, 3))).toBeLessThan(6_000);
		expect(lab.elapsedMs()).toBeGreaterThanOrEqual(15 * minutes);
		expect(lab.elapsedMs()).toBeLessThan(15 * minutes + 15_000);
	});
});

it('two who wait for one render share its looks', async () => {
	const { server } = await lab.open();
	openHouse(lab.home).add({ prompt: 'x' });
	const follower = followRenders(server, limits);
	const wait = async () => await follower.untilEnded(begun('v0'));

	const [first, second] = await lab.run(Promise.all([wait(), wait()]));

	expect(second).toEqual(first);
	expect(lab.home.lines).toHaveLength(first.statusRequests);
});

it('a follower that has come to rest follows the next one', async () => {
	const { server } = await lab.open();
	const house = openHouse(lab.home);
	const follower = followRenders(server, limits);
	for (const number of [0, 1]) {
		const { id } = house.add({ prompt: 'x' });
		const { video } = await lab.run(follower.untilEnded(begun(id)));
		expect(video).toMatchObject({ id: `v${number}`, status: 'completed' });
	}
});

it('every change of state is told, and nothing else', async () => {
	const told: string[] = [];
	const onChange = ({ id, serverStatus }: Video) => void told.push(`${id} ${serverStatus}`);

	await followAll({ takes: [20_000, 20_000], onChange });

	expect(told.sort()).toEqual(['v0 completed', 'v0 in_progress', 'v1 completed', 'v1 in_progress']);
});

it('a pause the server asks for on the page is kept by all', async () => {
	const { server } = await lab.open();
	const atMs: number[] = [];
	lab.home.always((response, request) => {
		atMs.push(lab.elapsedMs());
		const status = atMs.length > 2 ? 'completed' : 'in_progress';
		const data = ['v0', 'v1', 'v2'].map((id) => ({ id, status }));
		json({ data }, 200, { 'openai-poll-after-ms': '20000' })(response, request);
	});
	const follower = followRenders(server, limits);

	await lab.run(
		Promise.all(['v0', 'v1', 'v2'].map(async (id) => await follower.untilEnded(begun(id)))),
	);

	expect(atMs).toHaveLength(3);
	expect((atMs[1] ?? 0) - (atMs[0] ?? 0)).toBe(20_000);
	expect((atMs[2] ?? 0) - (atMs[1] ?? 0)).toBe(20_000);
});
