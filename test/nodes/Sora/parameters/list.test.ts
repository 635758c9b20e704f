import type { INodeParameters } from 'n8n-workflow';

import { readListInput } from '../../../../nodes/Sora/parameters/list';
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
