import type { INodeParameters } from 'n8n-workflow';

import { videoSchema } from '../../../../nodes/Sora/api/video';
import { matches, readListInput, stopRule } from '../../../../nodes/Sora/parameters/list';
import { contextWith, refusalOf } from './reading';

const standard = { returnAll: false, limit: 50, order: 'desc', filters: {}, simplify: true };
const read = (set: INodeParameters) => readListInput(contextWith({ ...standard, ...set }), 0);

describe('what is asked for', () => {
	const noonMs = Date.UTC(2026, 10, 21, 12);
	const rows: Array<{ name: string; set: INodeParameters; expected: object }> = [
		{
			name: 'the form as it stands',
			set: {},
			expected: { limit: 50, order: 'desc', filters: {}, simplify: true },
		},
		{ name: 'all', set: { returnAll: true }, expected: { limit: Number.POSITIVE_INFINITY } },
		{ name: 'a limit as text', set: { limit: '7' }, expected: { limit: 7 } },
		{ name: 'oldest first', set: { order: 'asc' }, expected: { order: 'asc' } },
		{
			name: 'one status',
			set: { filters: { status: 'failed' } },
			expected: { filters: { status: ['failed'] } },
		},
		{ name: 'no status', set: { filters: { status: [] } }, expected: { filters: {} } },
		{
			name: 'a model',
			set: { filters: { model: ' wan ' } },
			expected: { filters: { model: 'wan' } },
		},
		{
			name: 'a moment as the date picker gives it',
			set: { filters: { createdAfter: '2026-11-21T12:00:00.000Z' } },
			expected: { filters: { createdAfterMs: noonMs } },
		},
		{
			name: 'a moment in unix seconds',
			set: { filters: { createdBefore: noonMs / 1_000 } },
			expected: { filters: { createdBeforeMs: noonMs } },
		},
		{
			name: 'a moment in milliseconds',
			set: { filters: { createdBefore: noonMs } },
			expected: { filters: { createdBeforeMs: noonMs } },
		},
	];

	it.each(rows)('$name', ({ set, expected }) => {
		expect(read(set)).toMatchObject(expected);
	});

	it.each([
		{ set: { limit: 0 }, label: '"Limit"' },
		{ set: { limit: 2.5 }, label: '"Limit"' },
		{ set: { order: 'random' }, label: '"Order"' },
		{ set: { filters: { status: ['cancelled'] } }, label: '"Filters"' },
		{ set: { filters: { createdAfter: 'soon' } }, label: '"Filters"' },
	])('$set is refused', ({ set, label }) => {
		expect(refusalOf(() => read(set))).toContain(label);
	});

	it('a limit is not looked at when all are wanted', () => {
		expect(read({ returnAll: true, limit: 'hidden' }).limit).toBe(Number.POSITIVE_INFINITY);
	});
});

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
