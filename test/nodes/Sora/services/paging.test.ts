import { eachVideo } from '../../../../nodes/Sora/services/paging';
import { videoSchema } from '../../../../nodes/Sora/services/video';
import { listVideos, type VideoPage } from '../../../../nodes/Sora/services/videos';
import { sleep } from 'n8n-workflow';
import { toSoraError } from '../../../../nodes/Sora/api/errors';
import { json } from '../../../support/answers';
import { useLab } from '../lab';

const lab = useLab();

type Entry = object | null;
interface Body {
	data: Entry[];
	last_id?: string;
	has_more?: boolean;
}

const videos = (from: number, count: number): Entry[] =>
	Array.from({ length: count }, (_, index) => ({ id: `v${from + index}`, status: 'completed' }));

/** The entries with some replaced, by their places. */
const but = (entries: Entry[], places: number[], changed: (entry: Entry) => Entry): Entry[] =>
	entries.map((entry, place) => (places.includes(place) ? changed(entry) : entry));

const withoutStatus = (entry: Entry): Entry => ({ ...entry, status: undefined });
const nothing = (): Entry => null;

/** Reads a list to its end. */
async function readAll(loadPage: (after: string | null) => Body) {
	const { server } = await lab.open();
	const cursors: Array<string | null> = [];
	lab.home.always((response, request) => {
		const query = new URL(request.path, lab.home.origin).searchParams;
		expect([query.get('limit'), query.get('order')]).toEqual(['100', 'desc']);
		cursors.push(query.get('after'));
		json(loadPage(query.get('after')))(response, request);
	});
	const read = async () => {
		const ids: string[] = [];
		const all = eachVideo(async (query) => await listVideos(server, query), 'desc');
		for await (const { id } of all) ids.push(id);
		return ids;
	};
	return { ids: await lab.run(read()), cursors };
}

const pages = (...list: Body[]) => {
	const left = [...list];
	return () => left.shift() ?? { data: [] };
};

/** A server that pages by the id of any entry, and sends no cursors. */
const byId = (entries: Entry[]) => (after: string | null) => {
	const from = entries.findIndex((entry) => entry && 'id' in entry && entry.id === after) + 1;
	return { data: entries.slice(from, from + 100) };
};

describe('a list is read whole, each video once:', () => {
	it.each<{
		name: string;
		load: (after: string | null) => Body;
		count: number;
		cursors: Array<string | null>;
	}>([
		{
			name: 'with cursors, by the server’s word',
			load: pages(
				{ data: videos(0, 100), last_id: 'c1', has_more: true },
				{ data: videos(100, 3), last_id: 'c2', has_more: true },
				{ data: videos(103, 1), last_id: 'c3', has_more: false },
			),
			count: 104,
			cursors: [null, 'c1', 'c2'],
		},
		{
			name: 'without cursors, by the last id',
			load: byId(videos(0, 200)),
			count: 200,
			cursors: [null, 'v99', 'v199'],
		},
		{
			name: 'without cursors, by a short page',
			load: pages({ data: videos(0, 99) }),
			count: 99,
			cursors: [null],
		},
		{
			name: 'without any paging, in one long page',
			load: pages({ data: videos(0, 250) }),
			count: 250,
			cursors: [null],
		},
		{
			name: 'without any paging, in one page that happens to be full',
			load: () => ({ data: videos(0, 100) }),
			count: 100,
			cursors: [null, 'v99'],
		},
		{
			name: 'one that is empty',
			load: pages({ data: [], has_more: false }),
			count: 0,
			cursors: [null],
		},
		{
			name: 'one that ends with an empty page',
			load: pages(
				{ data: videos(0, 100), last_id: 'c1', has_more: true },
				{ data: [], last_id: 'c2', has_more: true },
			),
			count: 100,
			cursors: [null, 'c1'],
		},
		{
			name: 'one that repeats its page for ever',
			load: () => ({ data: videos(0, 100), last_id: 'same', has_more: true }),
			count: 100,
			cursors: [null, 'same'],
		},
		{
			name: 'one that repeats its page under ever new cursors',
			load: (after) => ({ data: videos(0, 100), last_id: `${after}+`, has_more: true }),
			count: 100,
			cursors: [null, 'null+'],
		},
		{
			name: 'one whose pages overlap',
			load: pages({ data: videos(0, 100) }, { data: videos(50, 100) }),
			count: 150,
			cursors: [null, 'v99', 'v149'],
		},
		{
			name: 'one with a video twice on a page',
			load: pages({ data: [...videos(1, 1), ...videos(1, 1)] }),
			count: 1,
			cursors: [null],
		},
	])('$name', async ({ load, count, cursors }) => {
		const read = await readAll(load);

		expect(read.ids).toHaveLength(count);
		expect(new Set(read.ids).size).toBe(count);
		expect(read.cursors).toEqual(cursors);
	});
});

describe('entries that are no videos end no list:', () => {
	it.each([
		{ name: 'one in the middle', entries: but(videos(0, 250), [50], withoutStatus), count: 249 },
		{ name: 'the last of a page', entries: but(videos(0, 250), [99], withoutStatus), count: 249 },
		{
			name: 'the last of a page, without an id',
			entries: but(videos(0, 250), [99], nothing),
			count: 249,
		},
		{
			name: 'a whole page',
			entries: but(
				videos(0, 250),
				Array.from({ length: 100 }, (_, index) => index),
				withoutStatus,
			),
			count: 150,
		},
	])('$name', async ({ entries, count }) => {
		const { ids } = await readAll(byId(entries));

		expect(new Set(ids).size).toBe(count);
		expect(ids).toHaveLength(count);
	});

	it('even where there is nothing else on the page that the server sends again and again', async () => {
		const { ids, cursors } = await readAll(() => ({ data: videos(0, 100).map(withoutStatus) }));

		expect(ids).toEqual([]);
		expect(cursors).toEqual([null, 'v99']);
	});
});

const page = (from: number, count: number, lastId: string): VideoPage => ({
	entries: Array.from({ length: count }, (_none, index) => {
		const id = `v${from + index}`;
		const read = jest.fn(() => videoSchema.parse({ id, status: 'completed' }));
		return { id, createdAtSeconds: null, read };
	}),
	isCut: false,
	lastId,
	hasMore: true,
	pollAfterMs: null,
});

describe('a list that never ends is an error, which says how to ask for less,', () => {
	const readTo = async (load: () => Promise<VideoPage>) => {
		let count = 0;
		const read = async () => {
			for await (const _video of eachVideo(load, 'desc')) count++;
		};
		const error = await lab.run(read().then(() => undefined, toSoraError));
		return { count, error };
	};

	it('after two hundred pages', async () => {
		let next = 0;
		const { count, error } = await readTo(async () => page(next++, 1, `c${next}`));

		expect(count).toBe(200);
		expect(error).toMatchObject({
			kind: 'timeout',
			details: { advice: expect.stringContaining('Created After') as string },
		});
	});

	it('after two minutes', async () => {
		let next = 0;
		const { count, error } = await readTo(async () => {
			await sleep(9_000);
			return page(next++, 1, `c${next}`);
		});

		expect(count).toBe(14);
		expect(error?.kind).toBe('timeout');
	});

	it('on one page that is too long', async () => {
		const { count, error } = await readTo(async () => ({ ...page(0, 1_000, 'c'), isCut: true }));

		expect(count).toBe(1_000);
		expect(error?.kind).toBe('timeout');
	});
});

it('only what is wanted is read', async () => {
	const { entries, ...rest } = page(0, 100, 'c1');
	const ids: string[] = [];
	const load = async () => ({ ...rest, entries, hasMore: false });
	for await (const { id } of eachVideo(load, 'desc', ({ id: one }) => one === 'v7')) ids.push(id);

	expect(ids).toEqual(['v7']);
	expect(entries.filter(({ read }) => jest.mocked(read).mock.calls.length > 0)).toHaveLength(1);
});

it('no page is asked for, and no entry read, that nobody wants to see', async () => {
	let loaded = 0;
	const first = page(0, 100, 'c1');
	const load = async () => {
		loaded++;
		return first;
	};
	for await (const { id } of eachVideo(load, 'asc')) if (id === 'v1') break;

	expect(loaded).toBe(1);
	expect(first.entries[2]?.read).not.toHaveBeenCalled();
});
