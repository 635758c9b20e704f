import type { INodeParameters } from 'n8n-workflow';

import { linesOf, nodeBench, videoAnswer } from './nodeRun';

const bench = nodeBench();

/** Videos `from` to `to`, made a minute apart, the higher the number the newer. */
function videos(from: number, to: number, changes: Record<string, unknown> = {}) {
	const step = from <= to ? 1 : -1;
	return Array.from({ length: Math.abs(to - from) + 1 }, (_, index) => {
		const number = from + index * step;
		return videoAnswer({ id: `v${number}`, created_at: 1_795_000_000 + number * 60, ...changes });
	});
}

const page = (data: unknown[], hasMore: boolean) => ({
	object: 'list',
	data,
	first_id: null,
	last_id: (data.at(-1) as { id?: string } | undefined)?.id ?? null,
	has_more: hasMore,
});

const first = 'GET /videos?limit=100&order=desc';
const after = (id: string) => `GET /videos?limit=100&after=${id}&order=desc`;

async function list(set: INodeParameters = {}) {
	const { items, sent, error } = await bench.run('getMany', set);
	return { ids: items.map(({ json }) => json.id), items, sent, error };
}

const ids = (from: number, to: number) => videos(from, to).map(({ id }) => id);

describe('how many', () => {
	it('are fifty by default', async () => {
		bench.expect(first, page(videos(100, 1), true));

		expect((await list()).ids).toEqual(ids(100, 51));
	});

	it('are as many as the limit says, counted after the filters', async () => {
		bench.expect(
			first,
			page([...videos(200, 105, { status: 'failed' }), ...videos(104, 101)], true),
		);
		bench.expect(after('v101'), page(videos(100, 1), false));

		const { ids: got, sent } = await list({ limit: 6, filters: { status: ['completed'] } });

		expect(got).toEqual(ids(104, 99));
		expect(sent).toHaveLength(2);
	});

	it('are all with Return All', async () => {
		bench.expect(first, page(videos(250, 151), true));
		bench.expect(after('v151'), page(videos(150, 51), true));
		bench.expect(after('v51'), page(videos(50, 1), false));

		expect((await list({ returnAll: true })).ids).toEqual(ids(250, 1));
	});

	it('may be none', async () => {
		bench.expect(first, page([], false));

		expect((await list()).items).toEqual([]);
	});

	it.each([0, -1, 'many'])('cannot be %s', async (limit) => {
		const { error, sent } = await list({ limit });

		expect(error?.message).toMatch(/"Limit"/);
		expect(sent).toEqual([]);
	});
});

describe('servers that page otherwise', () => {
	it('without cursors are paged by the last id (SGLang)', async () => {
		bench.expect(first, { object: 'list', data: videos(150, 51) });
		bench.expect(after('v51'), { object: 'list', data: videos(50, 1) });

		expect((await list({ returnAll: true })).ids).toEqual(ids(150, 1));
	});

	it('that give everything at once are asked once (TensorRT-LLM)', async () => {
		bench.expect(first, { object: 'list', data: videos(1, 130) });

		expect((await list({ returnAll: true })).ids).toHaveLength(130);
	});

	it('that heed no cursor give every video once and come to an end', async () => {
		bench.expect(first, page(videos(100, 1), true));
		bench.expect(after('v1'), page(videos(100, 1), true));

		expect((await list({ returnAll: true })).ids).toEqual(ids(100, 1));
	});

	it('that repeat a video show it once', async () => {
		bench.expect(first, page([...videos(3, 2), ...videos(3, 1)], false));

		expect((await list({ returnAll: true })).ids).toEqual(['v3', 'v2', 'v1']);
	});

	it('that never end are left after two hundred pages, which is said', async () => {
		bench.expectMany('/videos', 200, (number) => page(videos(-number, -number), true));

		expect((await list({ returnAll: true })).error?.message).toContain('goes on after 200 videos');
	});

	it('that mix in something else lose only that', async () => {
		bench.expect(
			first,
			page([...videos(2, 2), { object: 'advert' }, null, ...videos(1, 1)], false),
		);

		expect((await list()).ids).toEqual(['v2', 'v1']);
	});

	it('that cannot list say so', async () => {
		bench.expect(first, { error: { message: 'Invalid URL' } }, { status: 404 });

		const { error } = await list();

		expect(error).toMatchObject({
			message: expect.stringContaining('cannot list videos') as unknown,
			context: { kind: 'notSupported' },
		});
	});
});

describe('filters', () => {
	const mixed = [
		...videos(6, 6, { status: 'processing' }),
		...videos(5, 5, { model: 'wan2.2' }),
		...videos(4, 4, { status: 'failed', error: { code: 'x', message: 'y' } }),
		...videos(3, 3),
		...videos(2, 2, { status: 'SUCCESS' }),
		...videos(1, 1, { created_at: null }),
	];
	const minute = (number: number) => new Date((1_795_000_000 + number * 60) * 1_000).toISOString();
	const rows: Array<{ name: string; filters: INodeParameters; expected: string[] }> = [
		{ name: 'none', filters: {}, expected: ['v6', 'v5', 'v4', 'v3', 'v2', 'v1'] },
		{
			name: 'status, whatever the server’s word',
			filters: { status: ['completed'] },
			expected: ['v5', 'v3', 'v2', 'v1'],
		},
		{
			name: 'several statuses',
			filters: { status: ['failed', 'in_progress'] },
			expected: ['v6', 'v4'],
		},
		{ name: 'one status from an expression', filters: { status: 'failed' }, expected: ['v4'] },
		{
			name: 'an empty choice of statuses',
			filters: { status: [] },
			expected: ['v6', 'v5', 'v4', 'v3', 'v2', 'v1'],
		},
		{ name: 'model', filters: { model: 'wan2.2' }, expected: ['v5'] },
		{
			name: 'created after, that moment included',
			filters: { createdAfter: minute(4) },
			expected: ['v6', 'v5', 'v4'],
		},
		{
			name: 'created before, that moment excluded',
			filters: { createdBefore: minute(4) },
			expected: ['v3', 'v2'],
		},
		{
			name: 'a span of time',
			filters: { createdAfter: minute(2), createdBefore: minute(5) },
			expected: ['v4', 'v3', 'v2'],
		},
		{
			name: 'a time in unix seconds',
			filters: { createdAfter: 1_795_000_000 + 5 * 60 },
			expected: ['v6', 'v5'],
		},
		{
			name: 'times left empty',
			filters: { createdAfter: '', createdBefore: '' },
			expected: ['v6', 'v5', 'v4', 'v3', 'v2', 'v1'],
		},
	];

	it.each(rows)('by $name', async ({ filters, expected }) => {
		bench.expect(first, page(mixed, false));

		expect((await list({ filters })).ids).toEqual(expected);
	});

	it('with a date that is none ask for nothing', async () => {
		const { error, sent } = await list({ filters: { createdAfter: 'last week' } });

		expect(error?.message).toMatch(/"Filters".*last week/);
		expect(sent).toEqual([]);
	});

	it('by time stop paging where only older videos follow', async () => {
		bench.expect(first, page(videos(1_000, 901), true));
		bench.expect(after('v901'), page(videos(900, 801), true));

		const filters = { createdAfter: new Date((1_795_000_000 + 950 * 60) * 1_000).toISOString() };
		const { ids: got } = await list({ returnAll: true, filters });

		expect(got).toEqual(ids(1_000, 950));
	});
});

describe('order', () => {
	it('is asked for', async () => {
		bench.expect('GET /videos?limit=100&order=asc', page(videos(1, 3), false));

		const { ids: got, sent } = await list({ order: 'asc' });

		expect(got).toEqual(['v1', 'v2', 'v3']);
		expect(linesOf(sent)).toEqual(['GET /videos?limit=100&order=asc']);
	});

	it('that the server ignores loses no video of the time asked for', async () => {
		// Oldest first, though newest first was asked for: the wanted ones come last.
		bench.expect(first, page(videos(1, 100), true));
		bench.expect(after('v100'), page(videos(101, 200), true));
		bench.expect(after('v200'), page(videos(201, 260), false));

		const filters = { createdAfter: new Date((1_795_000_000 + 250 * 60) * 1_000).toISOString() };
		const { ids: got } = await list({ returnAll: true, filters });

		expect(got).toEqual(ids(260, 250));
	});

	const mixed = [...videos(3, 4), ...videos(1, 2)];

	it.each([
		{ name: 'Newest First, from old to new', order: 'desc', given: videos(1, 4), expected: [4, 3] },
		{ name: 'Newest First, mixed', order: 'desc', given: mixed, expected: [4, 3] },
		{ name: 'Oldest First, from new to old', order: 'asc', given: videos(4, 1), expected: [1, 2] },
		{ name: 'Oldest First, mixed', order: 'asc', given: mixed, expected: [1, 2] },
	])('holds where the server lists otherwise: $name', async ({ order, given, expected }) => {
		bench.expect(`GET /videos?limit=100&order=${order}`, page(given, false));

		const { ids: got } = await list({ order, limit: 2 });

		expect(got).toEqual(expected.map((number) => `v${number}`));
	});

	it('holds over pages: the newest may stand on the last one', async () => {
		bench.expect(first, page(videos(1, 100), true));
		bench.expect(after('v100'), page(videos(101, 200), true));
		bench.expect(after('v200'), page(videos(201, 230), false));

		expect((await list({ limit: 3 })).ids).toEqual(['v230', 'v229', 'v228']);
	});

	it('that the server keeps to is not read further than the limit', async () => {
		bench.expect(first, page(videos(300, 201), true));

		const { ids: got, sent } = await list({ limit: 100 });

		expect(got).toEqual(ids(300, 201));
		expect(sent).toHaveLength(1);
	});

	it('leaves videos that do not tell when they were made to the end', async () => {
		const untimed = videos(9, 9, { created_at: null });
		bench.expect(first, page([...untimed, ...videos(1, 2)], false));

		expect((await list()).ids).toEqual(['v2', 'v1', 'v9']);
	});

	it('that the server keeps to leaves even those in their places', async () => {
		const untimed = videos(9, 9, { created_at: null });
		bench.expect(first, page([...videos(3, 3), ...untimed, ...videos(2, 1)], false));

		expect((await list()).ids).toEqual(['v3', 'v9', 'v2', 'v1']);
	});

	it('that the server ignores does not stop at a hundred older ones', async () => {
		const newer = [...videos(500, 500), ...videos(499, 499)];
		bench.expect(first, page([...videos(900, 901), ...videos(98, 1)], true));
		bench.expect(after('v1'), page([...videos(200, 101), ...newer], false));

		const filters = { createdAfter: new Date((1_795_000_000 + 499 * 60) * 1_000).toISOString() };
		const { ids: got } = await list({ returnAll: true, filters });

		expect(got).toEqual(['v901', 'v900', 'v500', 'v499']);
	});
});

describe('the items', () => {
	it('are simple, with the reason of a failed one, and carry no error', async () => {
		const failed = { status: 'failed', error: { code: 'x', message: 'y' } };
		bench.expect(first, page(videos(1, 1, failed), false));

		const { items } = await list();

		expect(Object.keys(items[0]?.json ?? {})).toEqual([
			'id',
			'status',
			'prompt',
			'model',
			'seconds',
			'size',
			'progress',
			'createdAt',
			'completedAt',
			'expiresAt',
			'failure',
		]);
		expect(items[0]?.json.failure).toEqual(failed.error);
		expect(items[0]?.pairedItem).toEqual({ item: 0 });
	});

	it('without Simplify are what the server sent', async () => {
		const failed = { status: 'failed', error: { code: 'x', message: 'y' }, usage: { cost: 2 } };
		bench.expect(first, page(videos(1, 1, failed), false));

		const { items } = await list({ simplify: false });

		expect(items[0]?.json).toMatchObject({ usage: { cost: 2 }, failure: { code: 'x' } });
		expect(items[0]?.json).not.toHaveProperty('error');
	});

	it('as a tool are simple in any case', async () => {
		bench.expect(first, page(videos(1, 1), false));

		const { items } = await bench.run('getMany', { simplify: false }, { isTool: true });

		expect(Object.keys(items[0]?.json ?? {})).toHaveLength(10);
	});

	it('of several input items are paired with theirs', async () => {
		bench.expect(first, page(videos(2, 1), false));
		bench.expect('GET /videos?limit=100&order=asc', page(videos(1, 2), false));

		const { items } = await bench.run('getMany', [{ order: 'desc' }, { order: 'asc' }], {
			items: [{ json: {} }, { json: {} }],
		});

		expect(items.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual([
			['v2', { item: 0 }],
			['v1', { item: 0 }],
			['v1', { item: 1 }],
			['v2', { item: 1 }],
		]);
	});
});
