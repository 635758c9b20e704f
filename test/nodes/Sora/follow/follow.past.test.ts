import { videoSchema } from '../../../../nodes/Sora/services/video';
import { followRenders, type EndedRender } from '../../../../nodes/Sora/follow/follow';
import { after, hang, json, reset } from '../../../support/answers';
import type { Answer } from '../../../support/loopback';
import { useLab } from '../lab';

const lab = useLab();

const minutes = 60_000;
const limits = { giveUpAfterMs: 15 * minutes, giveUpQueuedAfterMs: 240 * minutes };
const kind = { model: 'm', size: '1x1', seconds: '4' };
const list = 'GET /v1/videos?limit=100&order=desc';

interface Given {
	list: Answer;
	rendersMs?: number;
	/** Fields of the render's answers while it runs. */
	running?: object;
	headers?: Record<string, string>;
	/** What is known of each render when it begins to be followed. */
	renders?: object[];
	isNew?: boolean;
}

/** Entries of a list: renders that took so many seconds. */
const took = (seconds: number[], changes: object = {}) =>
	seconds.map((each, index) => ({
		id: `past${index}`,
		status: 'completed',
		...kind,
		created_at: 1_795_000_000 + 1_000 * index,
		completed_at: 1_795_000_000 + 1_000 * index + each,
		...changes,
	}));
const listed = (...entries: object[][]) => json({ data: entries.flat() });

/** Follows renders that tell of no progress, one after the other. */
async function follow({
	list: listAnswer,
	rendersMs = minutes,
	running = {},
	headers = {},
	renders = [kind],
	isNew = true,
}: Given) {
	const { server } = await lab.open();
	const follower = followRenders(server, limits);
	const lookedMs: number[] = [];
	let begunMs = 0;
	lab.home.always((response, request) => {
		const passedMs = lab.elapsedMs() - begunMs;
		if (request.path.includes('?')) {
			listAnswer(response, request);
			return;
		}
		lookedMs.push(passedMs);
		const status = passedMs >= rendersMs ? 'completed' : 'in_progress';
		const [, id] = /videos\/(\w+)/.exec(request.path) ?? [];
		const body = { id, status, ...(status === 'completed' ? {} : running) };
		json(body, 200, headers)(response, request);
	});
	const ended: EndedRender[] = [];
	for (const [index, fields] of renders.entries()) {
		begunMs = lab.elapsedMs();
		const video = videoSchema.parse({ id: `v${index}`, status: 'queued', ...fields });
		ended.push(await lab.run(follower.untilEnded(video, isNew)));
	}
	const pages = lab.home.lines.filter((line) => line === list).length;
	return { ended, lookedMs, pages };
}

/** When a render of a minute is looked at where nothing tells of its end. */
const unforeseen = [2_000, 4_800, 8_720, 14_208, 21_892, 32_649, 44_649, 56_649, 68_649];

it('a render whose server tells of no progress is foreseen by past ones in the list', async () => {
	const seen = await follow({ list: listed(took([56, 64, 59, 61, 70])) });

	expect(seen.lookedMs.at(-1)).toBeLessThan(1.1 * minutes);
	expect(seen.lookedMs.length).toBeLessThanOrEqual(unforeseen.length + 1);
	expect(lab.home.lines.slice(0, 3)).toEqual(['GET /v1/videos/v0', list, 'GET /v1/videos/v0']);
	expect(seen.pages).toBe(1);
	expect(seen.ended).toMatchObject([{ statusRequests: lab.home.lines.length }]);
});

it('a few that took much longer or shorter do not mislead', async () => {
	const seen = await follow({ list: listed(took([600, 56, 64, 12, 59, 61, 70, 57, 240])) });

	expect(seen.lookedMs.at(-1)).toBeLessThan(1.1 * minutes);
	expect(seen.lookedMs.length).toBeLessThanOrEqual(unforeseen.length + 1);
});

describe('the list is not asked for past renders', () => {
	const past = listed(took([56, 64, 59]));

	it.each<{ name: string; given: Partial<Given> }>([
		{ name: 'where progress moves', given: { running: { progress: 7 } } },
		{ name: 'where the render waits in the queue', given: { running: { status: 'queued' } } },
		{
			name: 'where the server names its pace',
			given: { headers: { 'openai-poll-after-ms': '5000' } },
		},
		{ name: 'for a render that was begun some time ago', given: { isNew: false } },
		{ name: 'where the model is not known', given: { renders: [{ ...kind, model: null }] } },
		{ name: 'where the size is not known', given: { renders: [{ ...kind, size: null }] } },
		{ name: 'where the length is not known', given: { renders: [{ ...kind, seconds: null }] } },
		{ name: 'for a render that ends at the first look', given: { rendersMs: 1_000 } },
	])('$name', async ({ given }) => {
		const { pages } = await follow({ list: past, ...given });

		expect(pages).toBe(0);
	});

	it.each([
		{ name: 'of this kind', renders: [kind, kind, kind] },
		{ name: 'of any kind', renders: [kind, { ...kind, model: 'n' }, { ...kind, size: '2x2' }] },
	])('twice in a run, for renders $name', async ({ renders }) => {
		const { pages } = await follow({ list: past, renders });

		expect(pages).toBe(1);
	});

	it.each([
		{ name: 'does not exist', answer: json({}, 404) },
		{ name: 'fails', answer: json({}, 500) },
		{ name: 'shows none like it', answer: listed(took([56, 64, 59], { model: 'n' })) },
	])('twice where it $name', async ({ answer }) => {
		const { pages } = await follow({ list: answer, renders: [kind, { ...kind, size: '2x2' }] });

		expect(pages).toBe(1);
	});
});

it('renders of the run itself foresee the next one without a list', async () => {
	const { lookedMs, pages } = await follow({ list: json({}, 404), renders: [kind, kind] });

	expect(pages).toBe(1);
	expect(lookedMs.length).toBeLessThan(2 * unforeseen.length);
});

it('a list that takes its time holds no look up', async () => {
	const answer = after(9_000, listed(took([56, 64, 59], { model: 'n' })));
	const { lookedMs } = await follow({ list: answer });

	expect(lookedMs).toEqual(unforeseen);
});

describe('a render is looked at as ever where the list', () => {
	it.each<{ name: string; answer: Answer }>([
		{ name: 'does not exist', answer: json({}, 404) },
		{ name: 'fails', answer: json({}, 500) },
		{ name: 'breaks off', answer: reset },
		{ name: 'never comes', answer: hang },
		{ name: 'is refused', answer: json({}, 401) },
		{ name: 'is none', answer: json({ error: 'x' }) },
		{ name: 'is empty', answer: listed() },
		{ name: 'shows renders of another model', answer: listed(took([56, 64, 59], { model: 'n' })) },
		{ name: 'shows renders of another size', answer: listed(took([56, 64, 59], { size: '2x2' })) },
		{ name: 'shows renders of another length', answer: listed(took([56, 64, 59], { seconds: 8 })) },
		{ name: 'names no models', answer: listed(took([56, 64, 59], { model: null })) },
		{ name: 'shows only two like it', answer: listed(took([59, 61])) },
		{
			name: 'shows failed and running ones',
			answer: listed(
				took([59, 61], { status: 'failed' }),
				took([59, 61], { status: 'in_progress' }),
			),
		},
		{ name: 'has no times', answer: listed(took([59, 61, 60], { completed_at: null })) },
		{ name: 'has no time of the create', answer: listed(took([59, 61, 60], { created_at: null })) },
		{ name: 'has one time for both', answer: listed(took([0, 0, 0, 0])) },
		{ name: 'has renders end before they begin', answer: listed(took([-61, -59, -60])) },
		{ name: 'counts the storage as well', answer: listed(took([3_660, 3_659, 3_661])) },
		{ name: 'counts milliseconds', answer: listed(took([59_000, 61_000, 60_000])) },
		{
			name: 'has ends in milliseconds',
			answer: listed(took([59, 61, 60], { completed_at: 1_795_000_000_000 })),
		},
		{ name: 'has times all over the place', answer: listed(took([4, 9, 19, 60, 130, 300, 900])) },
		{
			name: 'has numbers that are no times',
			answer: listed(took([59, 61, 60], { completed_at: 1e300 })),
		},
	])('$name', async ({ answer }) => {
		const { lookedMs, ended, pages } = await follow({ list: answer });

		expect(lookedMs).toEqual(unforeseen);
		expect(ended).toMatchObject([{ statusRequests: unforeseen.length + 1 }]);
		expect(pages).toBe(1);
	});
});

it('a page that shows many renders at once tells of past ones as well', async () => {
	const { server } = await lab.open();
	const ids = ['a', 'b', 'c', 'd'];
	const batch = async (past: object[]) => {
		const begunMs = lab.elapsedMs();
		const pagesMs: number[] = [];
		lab.home.always((response, request) => {
			const passedMs = lab.elapsedMs() - begunMs;
			pagesMs.push(passedMs);
			const status = passedMs >= minutes ? 'completed' : 'in_progress';
			const running = ids.map((id) => ({ id, status, ...kind }));
			listed(running, past)(response, request);
		});
		const follower = followRenders(server, limits);
		const begun = (id: string) => videoSchema.parse({ id, status: 'queued', ...kind });
		await lab.run(Promise.all(ids.map(async (id) => await follower.untilEnded(begun(id), true))));
		return pagesMs;
	};

	const unforeseenMs = await batch([]);
	const pagesMs = await batch(took([56, 64, 59, 61, 70]));

	expect(pagesMs.length).toBeLessThan(unforeseenMs.length);
	expect(pagesMs.at(-1)).toBeLessThan(1.1 * minutes);
});
