import { eachVideo } from '../../../../nodes/Sora/api/paging';
import { videoSchema, type Video } from '../../../../nodes/Sora/api/video';
import type { PageQuery, VideoPage } from '../../../../nodes/Sora/api/videos';

type Page = Pick<VideoPage, 'videos' | 'lastId' | 'hasMore'>;

const video = (id: string): Video => videoSchema.parse({ id, status: 'completed' });
const videos = (from: number, count: number) =>
	Array.from({ length: count }, (_, index) => video(`v${from + index}`));

/** Reads a list to its end. */
async function readAll(
	loadPage: (query: PageQuery) => Page,
): Promise<{ ids: string[]; cursors: Array<string | undefined> }> {
	const cursors: Array<string | undefined> = [];
	const ids: string[] = [];
	const load = async (query: PageQuery) => {
		expect(query).toMatchObject({ limit: 100, order: 'desc' });
		cursors.push(query.after);
		return loadPage(query);
	};
	for await (const { id } of eachVideo(load, 'desc')) ids.push(id);
	return { ids, cursors };
}

const pages = (...list: Page[]) => {
	const left = [...list];
	return () => left.shift() ?? { videos: [], lastId: null, hasMore: null };
};

it.each([
	{
		name: 'with cursors, by the server’s word',
		load: pages(
			{ videos: videos(0, 100), lastId: 'c1', hasMore: true },
			{ videos: videos(100, 3), lastId: 'c2', hasMore: true },
			{ videos: videos(103, 1), lastId: 'c3', hasMore: false },
		),
		count: 104,
		cursors: [undefined, 'c1', 'c2'],
	},
	{
		name: 'without cursors, by the last id',
		load: pages(
			{ videos: videos(0, 100), lastId: null, hasMore: null },
			{ videos: videos(100, 100), lastId: null, hasMore: null },
			{ videos: [], lastId: null, hasMore: null },
		),
		count: 200,
		cursors: [undefined, 'v99', 'v199'],
	},
	{
		name: 'without cursors, by a short page',
		load: pages({ videos: videos(0, 99), lastId: null, hasMore: null }),
		count: 99,
		cursors: [undefined],
	},
	{
		name: 'without any paging, in one long page',
		load: pages({ videos: videos(0, 250), lastId: null, hasMore: null }),
		count: 250,
		cursors: [undefined],
	},
	{
		name: 'that is empty',
		load: pages({ videos: [], lastId: null, hasMore: false }),
		count: 0,
		cursors: [undefined],
	},
	{
		name: 'that repeats its page for ever',
		load: () => ({ videos: videos(0, 100), lastId: 'same', hasMore: true }),
		count: 100,
		cursors: [undefined, 'same'],
	},
	{
		name: 'whose pages overlap',
		load: pages(
			{ videos: videos(0, 100), lastId: null, hasMore: null },
			{ videos: videos(50, 100), lastId: null, hasMore: null },
		),
		count: 150,
		cursors: [undefined, 'v99', 'v149'],
	},
	{
		name: 'with one video twice on a page',
		load: pages({ videos: [video('v1'), video('v1')], lastId: null, hasMore: null }),
		count: 1,
		cursors: [undefined],
	},
])('a list $name is read whole, each video once', async ({ load, count, cursors }) => {
	const read = await readAll(load);

	expect(read.ids).toHaveLength(count);
	expect(new Set(read.ids).size).toBe(count);
	expect(read.cursors).toEqual(cursors);
});

it('a server that never ends is left after a thousand pages', async () => {
	let next = 0;
	const { ids } = await readAll(() => ({ videos: videos(next++, 1), lastId: null, hasMore: true }));

	expect(ids).toHaveLength(1_000);
});

it('no page is asked for that nobody wants to see', async () => {
	let loaded = 0;
	const load = async (): Promise<Page> => {
		loaded++;
		return { videos: videos(0, 100), lastId: 'c1', hasMore: true };
	};
	for await (const { id } of eachVideo(load, 'asc')) if (id === 'v99') break;

	expect(loaded).toBe(1);
});
