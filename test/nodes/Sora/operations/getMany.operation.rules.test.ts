import { videoSchema } from '../../../../nodes/Sora/services/video';
import { matches, stopRule } from '../../../../nodes/Sora/operations/getMany.operation';

const videoAt = (createdAt: number | null, changes = {}) =>
	videoSchema.parse({
		id: 'v',
		status: 'completed',
		model: 'wan',
		created_at: createdAt,
		...changes,
	});

describe('a filter', () => {
	it.each([
		{ name: 'nothing asked', filters: {}, passes: true },
		{ name: 'its status', filters: { status: ['completed' as const] }, passes: true },
		{ name: 'another status', filters: { status: ['failed' as const] }, passes: false },
		{ name: 'its model', filters: { model: 'wan' }, passes: true },
		{ name: 'a part of its model', filters: { model: 'wa' }, passes: false },
		{ name: 'after its very second', filters: { createdAfterMs: 100_000 }, passes: true },
		{ name: 'after a later moment', filters: { createdAfterMs: 100_001 }, passes: false },
		{ name: 'before its very second', filters: { createdBeforeMs: 100_000 }, passes: false },
		{ name: 'before a later moment', filters: { createdBeforeMs: 100_001 }, passes: true },
	])('lets a video pass by $name: $passes', ({ filters, passes }) => {
		expect(matches(videoAt(100), filters)).toBe(passes);
	});

	it.each([{ createdAfterMs: 1 }, { createdBeforeMs: 1 }])(
		'of time keeps out a video that tells none',
		(filters) => {
			expect(matches(videoAt(null), filters)).toBe(false);
		},
	);
});

describe('the rest of a list', () => {
	const stopsAt = (
		order: 'asc' | 'desc',
		createdAfterMs: number | undefined,
		times: Array<number | null>,
	) => {
		const filters = createdAfterMs === undefined ? {} : { createdAfterMs };
		return times.map((time) => videoAt(time)).findIndex(stopRule({ order, filters }));
	};
	const falling = Array.from({ length: 500 }, (_, index) => 1_000 - index);
	const rising = [...falling].reverse();

	it.each([
		{
			name: 'is left once a hundred older ones have come',
			order: 'desc' as const,
			afterMs: 901_000,
			times: falling,
			expected: 199,
		},
		{
			name: 'is read without a filter of time',
			order: 'desc' as const,
			afterMs: undefined,
			times: falling,
			expected: -1,
		},
		{
			name: 'is read in a list from old to new',
			order: 'asc' as const,
			afterMs: 901_000,
			times: rising,
			expected: -1,
		},
		{
			name: 'is read where the server ignores the order',
			order: 'desc' as const,
			afterMs: 999_000,
			times: rising,
			expected: -1,
		},
		{
			name: 'is read where no video tells its time',
			order: 'desc' as const,
			afterMs: 1,
			times: falling.map(() => null),
			expected: -1,
		},
		{
			name: 'is read while newer ones come in between',
			order: 'desc' as const,
			afterMs: 901_000,
			times: falling.flatMap((time, index) => (index % 50 === 0 ? [5_000, time] : [time])),
			expected: -1,
		},
	])('$name', ({ order, afterMs, times, expected }) => {
		expect(stopsAt(order, afterMs, times)).toBe(expected);
	});
});
