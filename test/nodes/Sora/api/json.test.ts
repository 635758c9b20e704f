import { parseJson } from '../../../../nodes/Sora/api/json';

const long = '1234567890123456789';

it('what is no JSON is no value', () => {
	expect(parseJson('{')).toBeUndefined();
	expect(parseJson('null')).toBeNull();
});

describe('an id beyond 2^53 keeps its digits', () => {
	it.each([
		{ name: 'as id', text: `{"id":${long},"n":1}`, expected: { id: long, n: 1 } },
		{ name: 'as task_id, at the end', text: `{"task_id" : ${long} }`, expected: { task_id: long } },
		{
			name: 'in each entry of a list',
			text: `{"data":[{"id":${long}},{"id":${long}0,"n":1}]}`,
			expected: { data: [{ id: long }, { id: `${long}0`, n: 1 }] },
		},
	])('$name', ({ text, expected }) => {
		expect(parseJson(text)).toEqual(expected);
	});

	it.each([
		{ name: 'a short id', text: '{"id":42}', expected: { id: 42 } },
		{ name: 'an id in quotes', text: `{"id":"${long}"}`, expected: { id: long } },
		{
			name: 'a number under another name',
			text: '{"seed":12345678901234567000}',
			expected: { seed: 12345678901234567000 },
		},
		{ name: 'a fraction', text: '{"id":1234567890123456.5}', expected: { id: 1234567890123456.5 } },
		{
			name: 'what a prompt says',
			text: JSON.stringify({ prompt: `{"id": ${long}, "id":${long}}` }),
			expected: { prompt: `{"id": ${long}, "id":${long}}` },
		},
	])('and $name stays as it is', ({ text, expected }) => {
		expect(parseJson(text)).toEqual(expected);
	});
});

describe('what JSON has no word for is null', () => {
	it.each([
		{ text: '{"progress":NaN}', expected: { progress: null } },
		{ text: '[Infinity, -Infinity,NaN]', expected: [null, null, null] },
		{ text: '{"id":1234567890123456789,"n":NaN}', expected: { id: long, n: null } },
		{
			text: '{"prompt":"NaN \\"NaN\\" -Infinity","n":NaN}',
			expected: { prompt: 'NaN "NaN" -Infinity', n: null },
		},
		{ text: '{"n":NaN', expected: undefined },
		{ text: '{"n":NaNs}', expected: undefined },
	])('$text', ({ text, expected }) => {
		expect(parseJson(text)).toEqual(expected);
	});

	it.each([
		'"'.repeat(1_000_001),
		'\\"'.repeat(500_000),
		`"${'\\"'.repeat(2_000_000)}`,
		'-'.repeat(2e6),
	])('and a text without end is none', (text) => {
		expect(parseJson(`{"n":NaN,${text}`)).toBeUndefined();
	});
});

describe('nested beyond all reason it is no value', () => {
	const escapedQuote = String.raw`\\\"`;
	const nested = (levels: number, open = '[', close = ']') =>
		open.repeat(levels) + close.repeat(levels);

	it.each([
		{ name: 'lists', text: nested(2_000_000), isValue: false },
		{ name: 'objects', text: `${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`, isValue: false },
		{ name: 'but some thousand levels are one', text: nested(5_000), isValue: true },
		{ name: 'and signs in a text do not count', text: `["${'['.repeat(200_000)}"]`, isValue: true },
		{
			name: 'nor behind an escaped quote',
			text: `["${escapedQuote}${'['.repeat(200_000)}"]`,
			isValue: true,
		},
		{
			name: 'nor many one after the other',
			text: `[${Array(50_000).fill('{}').join()}]`,
			isValue: true,
		},
	])('$name', ({ text, isValue }) => {
		expect(parseJson(text) !== undefined).toBe(isValue);
	});

	it('a text of nothing but escapes is read at once', () => {
		expect(parseJson(`["${'\\\\'.repeat(500_000)}"]`)).toHaveLength(1);
	});
});

it('a long text of nothing but beginnings is read at once', () => {
	const began = performance.now();

	parseJson(`{"x":"${'\\"id\\": '.repeat(200_000)}","id":${'1'.repeat(1_000_000)}`);
	parseJson(`"id"${' '.repeat(1_000_000)}`);

	expect(performance.now() - began).toBeLessThan(1_000);
});
