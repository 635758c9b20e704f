import { SoraError, type ErrorDetails, type ErrorKind } from '../../../../nodes/Sora/api/errors';
import {
	createRetryDelayMs,
	namedPauseMs,
	namedRetry,
	readRetryDelayMs,
} from '../../../../nodes/Sora/api/retryPolicy';

interface Row {
	name: string;
	error: SoraError;
	/** 1 for the first try. */
	number?: number;
}

const now = Date.UTC(2026, 10, 21, 12);
const inSeconds = (seconds: number) => new Date(now + seconds * 1000).toUTCString();

const refusal = (details: ErrorDetails, kind: ErrorKind = 'rateLimit') =>
	new SoraError(kind, 'No', { status: 429, ...details });

const lost = (kind: ErrorKind) => new SoraError(kind, 'No');

describe('a create, which costs money', () => {
	it.each<Row>([
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
		{ name: 'no answer', error: lost('serverUnreachable'), expected: 500 },
		{ name: 'silence', error: lost('timeout'), expected: 500 },
		...[408, 409, 429, 500, 599].map((status) => ({
			name: `a ${status}`,
			error: refusal({ status }),
			expected: 500,
		})),
		{ name: 'a second 502', error: refusal({ status: 502 }), number: 2, expected: 1_000 },
		{ name: 'a fourth 503', error: refusal({ status: 503 }), number: 4, expected: 4_000 },
		{
			name: 'a page of a proxy',
			error: refusal({ status: 200, mayPass: true }, 'notSupported'),
			expected: 500,
		},
		{
			name: 'a 404 that the server calls passing',
			error: refusal({ status: 404, shouldRetry: true }, 'notFound'),
			expected: 500,
		},
		{
			name: 'a 503 with a pause',
			error: refusal({ status: 503, pauseMs: 30_000 }),
			expected: 30_000,
		},
	])('is sent again after $name', ({ error, number = 1, expected }) => {
		expect(readRetryDelayMs(error, number, 0)).toBe(expected);
	});

	it.each<Row>([
		...[200, 302, 400, 401, 403, 404, 422].map((status) => ({
			name: `a ${status}`,
			error: refusal({ status }, 'badInput'),
		})),
		{
			name: 'a 500 that the server calls lasting',
			error: refusal({ status: 500, shouldRetry: false }),
		},
		{ name: 'a redirect that leads nowhere', error: lost('notSupported') },
		{ name: 'Stop', error: lost('cancelled') },
		{ name: 'a lack of credit', error: refusal({}, 'quota') },
		{ name: 'the fifth try', error: refusal({ status: 500 }), number: 5 },
	])('is not sent again after $name', ({ error, number = 1 }) => {
		expect(readRetryDelayMs(error, number, 0)).toBeUndefined();
	});

	it('does not come back at the same moment as others', () => {
		expect(readRetryDelayMs(refusal({ status: 500 }), 1, 1)).toBe(375);
	});
});

it.each([
	{ word: 'true', expected: true },
	{ word: 'True', expected: true },
	{ word: 'false', expected: false },
	{ word: ' FALSE', expected: false },
	{ word: 'maybe', expected: undefined },
])('the server says by "$word" whether to try again: $expected', ({ word, expected }) => {
	expect(namedRetry({ 'x-should-retry': word })).toBe(expected);
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

	it.each<{ headers: Record<string, string>; inBodyMs: number | null; expected?: number }>([
		{ headers: {}, inBodyMs: 37_000, expected: 37_000 },
		{ headers: {}, inBodyMs: 0, expected: 500 },
		{ headers: { 'retry-after': '2' }, inBodyMs: 37_000, expected: 2_000 },
		{ headers: { 'retry-after': 'soon' }, inBodyMs: null },
	])('in the body, where no header does: $headers $inBodyMs', ({ headers, inBodyMs, expected }) => {
		expect(namedPauseMs(headers, now, inBodyMs)).toBe(expected);
	});
});
