import { SoraError, type ErrorDetails, type ErrorKind } from '../../../../nodes/Sora/api/errors';
import {
	createRetryDelayMs,
	namedPauseMs,
	readRetryDelayMs,
	type Attempt,
} from '../../../../nodes/Sora/api/retryPolicy';

interface Row {
	name: string;
	attempt: Partial<Attempt>;
}

const now = Date.UTC(2026, 10, 21, 12);
const inSeconds = (seconds: number) => new Date(now + seconds * 1000).toUTCString();

const refusal = (details: ErrorDetails, kind: ErrorKind = 'rateLimit') =>
	new SoraError(kind, 'No', { status: 429, ...details });

describe('a create, which costs money', () => {
	it.each<{ name: string; error: SoraError; number?: number }>([
		{ name: 'no answer at all', error: new SoraError('serverUnreachable', 'No') },
		{ name: 'silence', error: new SoraError('timeout', 'No', { mayExist: true }) },
		...[400, 408, 409, 500, 502, 503, 504].map((status) => ({
			name: `a ${status}`,
			error: refusal({ status, shouldRetry: true }, 'serverUnreachable'),
		})),
		{ name: 'a lack of credit', error: refusal({}, 'quota') },
		{ name: 'a rate limit, if the server says not to', error: refusal({ shouldRetry: false }) },
		{ name: 'a rate limit of more than five minutes', error: refusal({ pauseMs: 300_001 }) },
		{ name: 'the thirtieth refusal', error: refusal({}), number: 30 },
	])('is never sent again after $name', ({ error, number = 1 }) => {
		expect(createRetryDelayMs(error, number, 0)).toBeUndefined();
	});

	it.each([
		{ name: 'a bit later', details: {}, expected: 500 },
		{ name: 'after the pause the server names', details: { pauseMs: 15_000 }, expected: 15_000 },
		{ name: 'after the longest pause', details: { pauseMs: 300_000 }, expected: 300_000 },
		{ name: 'if the server says to', details: { shouldRetry: true }, expected: 500 },
		{ name: 'with patience', details: {}, number: 29, expected: 30_000 },
	])(
		'that was refused by a rate limit is sent again $name',
		({ details, expected, number = 1 }) => {
			expect(createRetryDelayMs(refusal(details), number, 0)).toBe(expected);
		},
	);

	it('does not come back at the same moment as others', () => {
		expect(createRetryDelayMs(refusal({}), 1, 1)).toBe(375);
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
			name: 'a 404 that the server calls PASSING',
			attempt: { status: 404, headers: { 'x-should-retry': 'True' } },
			expected: 500,
		},
		{
			name: 'a 503 with a date',
			attempt: { status: 503, headers: { 'retry-after': inSeconds(30) } },
			expected: 30_000,
		},
	])('is sent again after $name', ({ attempt, expected }) => {
		expect(readRetryDelayMs({ number: 1, ...attempt }, now, 0)).toBe(expected);
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
		{
			name: 'a 500 that the server calls LASTING',
			attempt: { status: 500, headers: { 'x-should-retry': ' FALSE' } },
		},
		{
			name: 'a 404 that the server has no word for',
			attempt: { status: 404, headers: { 'x-should-retry': 'maybe' } },
		},
		{ name: 'a lack of credit', attempt: { status: 429, code: 'insufficient_quota' } },
		{ name: 'the fifth try', attempt: { status: 500, number: 5 } },
	])('is not sent again after $name', ({ attempt }) => {
		expect(readRetryDelayMs({ number: 1, ...attempt }, now, 0)).toBeUndefined();
	});
});

it('many clients do not come back at the same moment', () => {
	expect(readRetryDelayMs({ number: 1, status: 500 }, now, 1)).toBe(375);
});

describe('the pause a server names', () => {
	it.each<{ name: string; headers: Record<string, string>; expected: number | undefined }>([
		{ name: 'milliseconds', headers: { 'retry-after-ms': '1500' }, expected: 1_500 },
		{
			name: 'milliseconds before seconds',
			headers: { 'retry-after-ms': '0', 'retry-after': '9' },
			expected: 500,
		},
		{ name: 'no time at all, which is too little', headers: { 'retry-after': '0' }, expected: 500 },
		{ name: 'seconds', headers: { 'retry-after': '2' }, expected: 2_000 },
		{ name: 'broken seconds', headers: { 'retry-after': ' 0.5 ' }, expected: 500 },
		{ name: 'a date', headers: { 'retry-after': inSeconds(90) }, expected: 90_000 },
		{ name: 'a date gone by', headers: { 'retry-after': inSeconds(-90) }, expected: undefined },
		{ name: 'a negative number', headers: { 'retry-after': '-5' }, expected: undefined },
		{ name: 'a negative number of ms', headers: { 'retry-after-ms': '-1' }, expected: undefined },
		{ name: 'endless ms', headers: { 'retry-after-ms': 'Infinity' }, expected: undefined },
		{
			name: 'endless seconds',
			headers: { 'retry-after': '9'.repeat(400) },
			expected: undefined,
		},
		{ name: 'a word', headers: { 'retry-after': 'soon' }, expected: undefined },
		{ name: 'nothing', headers: {}, expected: undefined },
	])('as $name', ({ headers, expected }) => {
		expect(namedPauseMs(headers, now)).toBe(expected);
	});
});
