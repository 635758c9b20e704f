import { SoraError } from '../../../../nodes/Sora/api/errors';
import { steadyNowMs } from '../../../../nodes/Sora/api/steadyClock';
import { findLostRender, lostRenderError } from '../../../../nodes/Sora/clip/lostRender';
import { promptHash, type AskedFor } from '../../../../nodes/Sora/clip/sameness';
import { hang, json, reset } from '../../../support/answers';
import type { Answer } from '../../../support/loopback';
import { openHouse, type HouseRules, type HouseVideo } from '../house';
import { useLab } from '../lab';

const lab = useLab();

const list = 'GET /v1/videos?limit=100&order=desc';
const boat = { prompt: 'a boat', model: 'wan', seconds: '4', size: '640x360' };
const asked: AskedFor = {
	promptHash: promptHash('a boat'),
	model: 'wan',
	seconds: 4,
	size: '640x360',
	source: null,
};

const date = () => ({ date: new Date().toUTCString() });

interface Given {
	rules?: HouseRules;
	/** What lies at the server, oldest first, and how long before the create it was made. */
	videos?: Array<{ fields?: Record<string, unknown>; ageMs?: number }>;
	taken?: string[];
	/** The video the lost one was to be made from. */
	source?: string;
	signal?: AbortSignal;
}

async function find({
	rules = {},
	videos = [],
	taken = [],
	source,
	signal,
}: Given): Promise<unknown> {
	const { server } = await lab.open();
	const house = openHouse(lab.home, rules);
	const skewMs = rules.skewMs ?? 0;
	for (const { fields, ageMs = 0 } of videos) {
		house.add({ ...boat, ...fields }, { createdMs: Date.now() + skewMs - ageMs });
	}
	const claim = (id: string) => !taken.includes(id);
	const found = await lab
		.run(
			findLostRender(server, {
				asked: { ...asked, source: source ?? null },
				sentMs: Date.now(),
				claim,
				signals: [signal],
			}),
		)
		.catch((error: unknown) => error);
	return typeof found === 'object' && found !== null && 'id' in found ? found.id : found;
}

describe('the render of a lost create is', () => {
	it.each<{ name: string; given: Given; expected: string }>([
		{ name: 'the one like it', given: { videos: [{}] }, expected: 'v0' },
		{
			name: 'one whose prompt came through a form',
			given: { videos: [{ fields: { prompt: 'a boat\r\n' } }] },
			expected: 'v0',
		},
		{
			name: 'one of whose model the server does not speak',
			given: { videos: [{ fields: { model: null, size: null, seconds: null } }] },
			expected: 'v0',
		},
		{
			name: 'not one that another item has',
			given: { videos: [{}, {}], taken: ['v1'] },
			expected: 'v0',
		},
		{
			name: 'made in the second before, since servers count whole seconds',
			given: { videos: [{ ageMs: 1_500 }] },
			expected: 'v0',
		},
		{
			name: 'the one made from the same video, not a plain one with the same prompt',
			given: {
				videos: [{ fields: { remixed_from_video_id: 'video_1' } }, {}],
				source: 'video_1',
			},
			expected: 'v0',
		},
		{
			name: 'found where the server’s clock is ten minutes ahead',
			given: { videos: [{}], rules: { skewMs: 600_000 } },
			expected: 'v0',
		},
		{
			name: 'found where the server’s clock is ten minutes behind',
			given: { videos: [{}], rules: { skewMs: -600_000 } },
			expected: 'v0',
		},
	])('$name', async ({ given, expected }) => {
		expect(await find(given)).toBe(expected);
		expect(lab.home.lines).toEqual([list]);
		expect(lab.elapsedMs()).toBe(0);
	});
});

describe('no other video is taken for it:', () => {
	it.each<{ name: string; given: Given; expected?: string }>([
		{ name: 'an empty list', given: {} },
		{ name: 'an older one with the same prompt', given: { videos: [{ ageMs: 60_000 }] } },
		{
			name: 'an older one, where the server’s clock is ahead',
			given: { videos: [{ ageMs: 60_000 }], rules: { skewMs: 600_000 } },
		},
		{
			name: 'one whose age nobody knows',
			given: { videos: [{}], rules: { listed: (entry) => ({ ...entry, created_at: null }) } },
		},
		{ name: 'another prompt', given: { videos: [{ fields: { prompt: 'a ship' } }] } },
		{ name: 'another model', given: { videos: [{ fields: { model: 'sora-2' } }] } },
		{ name: 'another length', given: { videos: [{ fields: { seconds: '8' } }] } },
		{ name: 'another size', given: { videos: [{ fields: { size: '1280x720' } }] } },
		{ name: 'one that another item has', given: { videos: [{}], taken: ['v0'] } },
		{
			name: 'one made from another video',
			given: { videos: [{ fields: { remixed_from_video_id: 'video_2' } }], source: 'video_1' },
		},
		{
			name: 'one made from a video, for a plain create',
			given: { videos: [{ fields: { remixed_from_video_id: 'video_1' } }] },
		},
		{
			name: 'one that does not tell from which video it was made, which is said',
			given: { videos: [{}], source: 'video_1' },
			expected: 'noSource',
		},
		{
			name: 'ones without prompts, which is said',
			given: { videos: [{ fields: { prompt: null } }] },
			expected: 'noPrompts',
		},
		{
			name: 'an old one without a prompt says nothing',
			given: { videos: [{ fields: { prompt: null }, ageMs: 60_000 }] },
		},
	])('$name', async ({ given, expected = 'none' }) => {
		expect(await find(given)).toBe(expected);
		expect(lab.home.lines).toEqual([list, list]);
		expect(lab.elapsedMs()).toBe(2_000);
	});
});

it.each([-20 * 60_000, 20 * 60_000])(
	'a render is found, and no older one, where the clock was set by %d ms after its create',
	async (byMs) => {
		const sentMs = steadyNowMs();
		const at = (ms: number) => ({ created_at: (sentMs + ms) / 1_000, status: 'in_progress' });
		const data = [
			{ ...boat, id: 'older', ...at(-60_000) },
			{ ...boat, id: 'ours', ...at(0) },
		];
		lab.home.always(json({ data }, 200, { date: new Date(sentMs).toUTCString() }));
		const { server } = await lab.open();
		jest.setSystemTime(Date.now() + byMs);

		const found = findLostRender(server, { asked, sentMs, claim: () => true, signals: [] });

		await expect(lab.run(found)).resolves.toMatchObject({ id: 'ours' });
	},
);

it('a render that the list shows two seconds later is found', async () => {
	let looks = 0;
	const listed = (entry: Record<string, unknown>) => (looks++ > 0 ? entry : undefined);

	expect(await find({ videos: [{}], rules: { listed } })).toBe('v0');
	expect(lab.elapsedMs()).toBe(2_000);
});

it('a render behind many newer ones of others is found, three pages deep', async () => {
	const others = Array.from({ length: 250 }, () => ({ fields: { prompt: 'a ship' } }));
	const { server } = await lab.open();
	const house = openHouse(lab.home);
	for (const { fields } of [{ fields: {} }, ...others]) house.add({ ...boat, ...fields });
	const newestFirst = [...house.videos].reverse();
	const entry = ({ id, asked: fields, createdMs }: HouseVideo) => ({
		...fields,
		id,
		status: 'queued',
		created_at: createdMs / 1000,
	});
	lab.home.always((response, request) => {
		const after = new URL(request.path, 'http://a').searchParams.get('after');
		const from = newestFirst.findIndex(({ id }) => id === after) + 1;
		const data = newestFirst.slice(from, from + 100).map(entry);
		json({ data }, 200, date())(response, request);
	});
	const lost = { asked, sentMs: Date.now(), claim: () => true, signals: [] };

	expect(await lab.run(findLostRender(server, lost))).toMatchObject({ id: 'v0' });
	expect(lab.home.lines).toHaveLength(3);
});

it('a server that pages for ever is not read for ever', async () => {
	const { server } = await lab.open();
	let page = 0;
	lab.home.always((response, request) => {
		const data = [{ id: `v${page++}`, status: 'queued', prompt: 'a ship' }];
		json({ data, has_more: true })(response, request);
	});
	const lost = { asked, sentMs: Date.now(), claim: () => true, signals: [] };

	expect(await lab.run(findLostRender(server, lost))).toBe('none');
	expect(lab.home.lines).toHaveLength(6);
});

describe('a list that cannot be had', () => {
	it.each<{ name: string; answer: Answer; requests: number }>([
		{ name: 'because there is none', answer: json({}, 404), requests: 1 },
		{ name: 'because listing is not allowed', answer: json({}, 405), requests: 1 },
		{ name: 'because it is broken', answer: json({}, 500), requests: 10 },
		{ name: 'because the connection breaks', answer: reset, requests: 10 },
		{ name: 'because it never comes', answer: hang, requests: 10 },
	])('$name is said', async ({ answer, requests }) => {
		expect(await find({ rules: { list: answer } })).toBe('noList');
		expect(lab.home.lines).toHaveLength(requests);
	});

	it('at first only is looked at again', async () => {
		const { server } = await lab.open();
		lab.home.plan(json({}, 403));
		const created_at = Date.now() / 1000;
		const data = [{ id: 'v0', status: 'queued', created_at, ...boat }];
		lab.home.always((response, request) => json({ data }, 200, date())(response, request));
		const lost = { asked, sentMs: Date.now(), claim: () => true, signals: [] };

		expect(await lab.run(findLostRender(server, lost))).toMatchObject({ id: 'v0' });
	});
});

describe('the end of a run ends the search', () => {
	it('between the two looks', async () => {
		const stop = new AbortController();
		setTimeout(() => stop.abort(), 500);

		expect(await find({ signal: stop.signal })).toMatchObject({ kind: 'cancelled' });
		expect(lab.elapsedMs()).toBe(500);
	});

	it('in the middle of a look', async () => {
		const cancel = new AbortController();
		setTimeout(() => cancel.abort(), 500);
		const { server } = await lab.open({ cancelSignal: cancel.signal });
		lab.home.always(hang);
		const lost = { asked, sentMs: Date.now(), claim: () => true, signals: [cancel.signal] };

		await expect(lab.run(findLostRender(server, lost))).rejects.toMatchObject({
			kind: 'cancelled',
		});
		expect(lab.elapsedMs()).toBe(500);
	});
});

describe('the error of a render that was not found keeps what the answer said, and tells how to look', () => {
	const error = new SoraError('serverUnreachable', 'The server failed', {
		status: 502,
		mayExist: true,
		advice: 'Try again later.',
	});

	it.each([
		{ result: 'none', says: /operation Get Many.*Options → Retry Create/ },
		{ result: 'noPrompts', says: /without their prompts.*operation Get Many/ },
		{ result: 'noSource', says: /does not tell from which video.*operation Get Many/ },
		{ result: 'noList', says: /does not list its videos.*log or dashboard/ },
		{ result: 'stopped', says: /operation Get Many/ },
	] as const)('$result', ({ result, says }) => {
		const told = lostRenderError(error, result);

		expect(told).toMatchObject({
			kind: 'serverUnreachable',
			message: 'The server failed',
			details: { status: 502, mayExist: true },
		});
		expect(told.details.advice).toMatch(says);
		expect(told.details.advice?.match(/may exist/g)).toHaveLength(1);
		expect(told.details.advice?.endsWith(' Try again later.')).toBe(true);
	});

	it('without advice of its own', () => {
		const told = lostRenderError(new SoraError('timeout', 'No answer'), 'stopped');

		expect(told.details.advice).toMatch(/before you create it again\.$/);
	});
});
