import { namedPauseMs, retryDelayMs, type Attempt } from '../../../../nodes/Sora/api/retryPolicy';

interface Row {
	name: string;
	attempt: Partial<Attempt>;
}

const now = Date.UTC(2026, 10, 21, 12);
const inSeconds = (seconds: number) => new Date(now + seconds * 1000).toUTCString();

describe('a create, which costs money', () => {
	it.each<Row>([
		{ name: 'no answer at all', attempt: {} },
		{ name: 'a time-out of the server', attempt: { status: 408 } },
		{ name: 'a conflict', attempt: { status: 409 } },
		{ name: 'a server error', attempt: { status: 500 } },
		{ name: 'a bad gateway', attempt: { status: 502 } },
		{ name: 'an overload', attempt: { status: 503 } },
		{ name: 'a gateway time-out', attempt: { status: 504 } },
		{
			name: 'a server error, even if the server says to',
			attempt: { status: 500, headers: { 'x-should-retry': 'true' } },
		},
		{
			name: 'no answer, even if a header says to',
			attempt: { headers: { 'x-should-retry': 'true' } },
		},
		{ name: 'a wrong value', attempt: { status: 400 } },
		{ name: 'a lack of credit', attempt: { status: 429, code: 'insufficient_quota' } },
		{
			name: 'a rate limit, if the server says not to',
			attempt: { status: 429, headers: { 'x-should-retry': 'false' } },
		},
		{
			name: 'a rate limit of more than five minutes',
			attempt: { status: 429, headers: { 'retry-after': '301' } },
		},
		{ name: 'the thirtieth refusal', attempt: { status: 429, number: 30 } },
	])('is never sent again after $name', ({ attempt }) => {
		expect(retryDelayMs('create', { number: 1, ...attempt }, now, 0)).toBeUndefined();
	});

	it.each([
		{ name: 'at once a bit later', attempt: {}, expected: 500 },
		{
			name: 'after the pause the server names',
			attempt: { headers: { 'retry-after': '15' } },
			expected: 15_000,
		},
		{ name: 'with patience', attempt: { number: 29 }, expected: 8_000 },
	])('that was refused by a rate limit is sent again $name', ({ attempt, expected }) => {
		expect(retryDelayMs('create', { number: 1, status: 429, ...attempt }, now, 0)).toBe(expected);
	});
});

describe('a read, which costs nothing', () => {
	it.each<Row & { expected: number }>([
		{ name: 'no answer', attempt: {}, expected: 500 },
		{ name: '408', attempt: { status: 408 }, expected: 500 },
		{ name: '409', attempt: { status: 409 }, expected: 500 },
		{ name: '429', attempt: { status: 429 }, expected: 500 },
		{ name: '500', attempt: { status: 500 }, expected: 500 },
		{ name: '599', attempt: { status: 599 }, expected: 500 },
		{ name: 'a second 502', attempt: { status: 502, number: 2 }, expected: 1_000 },
		{ name: 'a fourth 503', attempt: { status: 503, number: 4 }, expected: 4_000 },
		{
			name: 'a 404 that the server calls passing',
			attempt: { status: 404, headers: { 'x-should-retry': 'true' } },
			expected: 500,
		},
		{
			name: 'a 503 with a date',
			attempt: { status: 503, headers: { 'retry-after': inSeconds(30) } },
			expected: 30_000,
		},
	])('is sent again after $name', ({ attempt, expected }) => {
		expect(retryDelayMs('read', { number: 1, ...attempt }, now, 0)).toBe(expected);
	});

	it.each([
		{ name: '400', attempt: { status: 400 } },
		{ name: '401', attempt: { status: 401 } },
		{ name: '403', attempt: { status: 403 } },
		{ name: '404', attempt: { status: 404 } },
		{ name: '422', attempt: { status: 422 } },
		{
			name: 'a 500 that the server calls lasting',
			attempt: { status: 500, headers: { 'x-should-retry': 'false' } },
		},
		{ name: 'a lack of credit', attempt: { status: 429, code: 'insufficient_quota' } },
		{ name: 'the fifth try', attempt: { status: 500, number: 5 } },
	])('is not sent again after $name', ({ attempt }) => {
		expect(retryDelayMs('read', { number: 1, ...attempt }, now, 0)).toBeUndefined();
	});
});

it('many clients do not come back at the same moment', () => {
	expect(retryDelayMs('read', { number: 1, status: 500 }, now, 1)).toBe(375);
});

describe('the pause a server names', () => {
	it.each<{ name: string; headers: Record<string, string>; expected: number | undefined }>([
		{ name: 'milliseconds', headers: { 'retry-after-ms': '1500' }, expected: 1_500 },
		{
			name: 'milliseconds before seconds',
			headers: { 'retry-after-ms': '0', 'retry-after': '9' },
			expected: 0,
		},
		{ name: 'seconds', headers: { 'retry-after': '2' }, expected: 2_000 },
		{ name: 'broken seconds', headers: { 'retry-after': ' 0.5 ' }, expected: 500 },
		{ name: 'a date', headers: { 'retry-after': inSeconds(90) }, expected: 90_000 },
		{ name: 'a date gone by', headers: { 'retry-after': inSeconds(-90) }, expected: undefined },
		{ name: 'a negative number', headers: { 'retry-after': '-5' }, expected: undefined },
		{ name: 'a negative number of ms', headers: { 'retry-after-ms': '-1' }, expected: undefined },
		{ name: 'a word', headers: { 'retry-after': 'soon' }, expected: undefined },
		{ name: 'nothing', headers: {}, expected: undefined },
	])('as $name', ({ headers, expected }) => {
		expect(namedPauseMs(headers, now)).toBe(expected);
	});
});
