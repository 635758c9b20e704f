import { searchVideos } from '../../../../nodes/Sora/listSearch/videos';
import { fakeLoadOptions } from '../../../support/fakeContext';
import { mockRequests } from '../../../support/mockAgent';

const agent = mockRequests();

const answerPage = (query: string, body: unknown) =>
	agent()
		.get('https://videos.example.com')
		.intercept({ path: `/v1/videos?${query}` })
		.reply(200, JSON.stringify(body));

const first = 'limit=50&order=desc';
const after = (id: string) => `limit=50&after=${id}&order=desc`;

const video = (id: string, changes: Record<string, unknown> = {}) => ({
	id,
	object: 'video',
	status: 'completed',
	created_at: 1_795_219_200,
	prompt: `prompt of ${id}`,
	...changes,
});

const search = async (filter?: string, token?: string) =>
	await searchVideos.call(fakeLoadOptions().context, filter, token);

it('shows prompt, status and date, newest first', async () => {
	const data = [video('v2', { status: 'IN_PROGRESS' }), video('v1')];
	answerPage(first, { data, has_more: false, last_id: 'v1' });

	expect(await search()).toEqual({
		results: [
			{ name: 'prompt of v2 · in progress · 2026-11-21 00:00', value: 'v2' },
			{ name: 'prompt of v1 · completed · 2026-11-21 00:00', value: 'v1' },
		],
	});
});

it.each([
	{
		name: 'a long prompt is cut',
		changes: { prompt: 'a '.repeat(50) },
		shown: `${'a '.repeat(29)}a… · completed · 2026-11-21 00:00`,
	},
	{
		name: 'a prompt of several lines stands in one',
		changes: { prompt: 'a boat\n\nMood: calm' },
		shown: 'a boat Mood: calm · completed · 2026-11-21 00:00',
	},
	{
		name: 'the id stands in for a prompt the server does not tell',
		changes: { prompt: null },
		shown: 'v1 · completed · 2026-11-21 00:00',
	},
	{
		name: 'a date the server does not tell is left out',
		changes: { created_at: null },
		shown: 'prompt of v1 · completed',
	},
	{
		name: 'a date that is none costs nobody the list',
		changes: { created_at: 1e300 },
		shown: 'prompt of v1 · completed',
	},
])('$name', async ({ changes, shown }) => {
	answerPage(first, { data: [video('v1', changes)] });

	expect((await search()).results).toEqual([{ name: shown, value: 'v1' }]);
});

describe('paging', () => {
	const fifty = Array.from({ length: 50 }, (_, index) => video(`v${index}`));

	it('goes on where the server says there is more', async () => {
		answerPage(first, { data: [video('v9')], has_more: true, last_id: 'v9' });
		answerPage(after('v9'), { data: [video('v8')], has_more: false, last_id: 'v8' });

		const { paginationToken } = await search();

		expect(paginationToken).toBe('v9');
		expect(await search(undefined, 'v9')).toEqual({
			results: [expect.objectContaining({ value: 'v8' })],
		});
	});

	it('goes on by the last id where a server names no cursor and the page is full', async () => {
		answerPage(first, { data: fifty });

		expect((await search()).paginationToken).toBe('v49');
	});

	it('goes on behind a full page on which an entry is no video', async () => {
		answerPage(first, { data: [null, ...fifty.slice(1)] });

		expect((await search()).paginationToken).toBe('v49');
	});

	it.each([
		{ name: 'the page is not full', body: { data: fifty.slice(1) } },
		{ name: 'the page is longer than asked for', body: { data: [...fifty, video('v50')] } },
		{ name: 'the server says so', body: { data: fifty, has_more: false, last_id: 'v49' } },
		{ name: 'the list is empty', body: { data: [], has_more: true, last_id: null } },
	])('ends where $name', async ({ body }) => {
		answerPage(first, body);

		expect(await search()).not.toHaveProperty('paginationToken');
	});

	it('ends at a server that gives the same page again and again', async () => {
		answerPage(after('v49'), { data: fifty });

		expect(await search(undefined, 'v49')).not.toHaveProperty('paginationToken');
	});
});

describe('searching', () => {
	it.each([
		{ filter: 'BOAT', found: ['v2'] },
		{ filter: 'failed', found: ['v1'] },
		{ filter: '2026-11-21', found: ['v2', 'v1'] },
		{ filter: 'v1', found: ['v1'] },
		{ filter: 'submarine', found: [] },
	])('finds "$filter" by prompt, status, date or id', async ({ filter, found }) => {
		const data = [video('v2', { prompt: 'a paper boat' }), video('v1', { status: 'failed' })];
		answerPage(first, { data, has_more: false, last_id: 'v1' });

		expect((await search(filter)).results.map(({ value }) => value)).toEqual(found);
	});

	it('gives up after some pages without a find, with a way to go on', async () => {
		let page = 0;
		const asked = agent()
			.get('https://videos.example.com')
			.intercept({ path: (path) => path.startsWith('/v1/videos?') })
			.reply(200, () =>
				JSON.stringify({ data: [video(`v${++page}`)], has_more: true, last_id: `v${page}` }),
			);
		asked.persist();

		const { results, paginationToken } = await search('submarine');

		expect(results).toEqual([]);
		expect(paginationToken).toBe(`v${page}`);
		expect(page).toBeLessThanOrEqual(100);
	});

	it('goes on to later pages until it has found something', async () => {
		answerPage(first, { data: [video('v3')], has_more: true, last_id: 'v3' });
		answerPage(after('v3'), { data: [video('v2')], has_more: true, last_id: 'v2' });
		answerPage(after('v2'), {
			data: [video('v1', { prompt: 'a paper boat' })],
			has_more: true,
			last_id: 'v1',
		});

		expect(await search('boat')).toMatchObject({
			results: [{ value: 'v1' }],
			paginationToken: 'v1',
		});
	});
});
