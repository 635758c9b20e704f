import type { INodeParameters } from 'n8n-workflow';

import { readSending } from '../../../../nodes/Sora/parameters/options';
import { contextWith, refusalOf } from './reading';

describe('sending', () => {
	const rows: Array<{ name: string; options: INodeParameters; expected: object }> = [
		{
			name: 'nothing set',
			options: {},
			expected: { sendAs: 'automatic', limitMs: 300_000, extra: [] },
		},
		{
			name: 'a longer limit',
			options: { requestTimeoutSeconds: 1_800 },
			expected: { limitMs: 1_800_000 },
		},
		{
			name: 'a limit as text',
			options: { requestTimeoutSeconds: '60' },
			expected: { limitMs: 60_000 },
		},
		{
			name: 'a limit of nothing',
			options: { requestTimeoutSeconds: 0 },
			expected: { limitMs: 1_000 },
		},
		{
			name: 'the longest limit a timer can keep, in place of a longer one',
			options: { requestTimeoutSeconds: 9_999_999 },
			expected: { limitMs: 2_147_483_000 },
		},
		{ name: 'an encoding', options: { sendAs: 'json' }, expected: { sendAs: 'json' } },
		{
			name: 'extra fields',
			options: { extraBodyFields: { field: [{ name: 'a', value: '1' }] } },
			expected: { extra: [{ key: 'a', json: 1 }] },
		},
	];

	it.each(rows)('with $name', ({ options, expected }) => {
		expect(readSending(contextWith({ options }), 0)).toMatchObject(expected);
	});

	it.each([{ sendAs: 'xml' }, { requestTimeoutSeconds: 'long' }])('%p is refused', (options) => {
		expect(refusalOf(() => readSending(contextWith({ options }), 0))).toMatch(
			/^badInput: "Options"/,
		);
	});
});

describe('extra body fields', () => {
	const extraOf = (extraBodyFields: unknown) =>
		readSending(contextWith({ options: { extraBodyFields } as INodeParameters }), 0).extra;

	it.each([
		{ value: '5', json: 5 },
		{ value: '-0.5', json: -0.5 },
		{ value: 'true', json: true },
		{ value: '"5"', json: '5' },
		{ value: '{"a": {"b": [1]}}', json: { a: { b: [1] } } },
		{ value: '[1, "two"]', json: [1, 'two'] },
		{ value: 'a plain word', json: 'a plain word' },
		{ value: '{broken', json: '{broken' },
		{ value: 'null', json: 'null' },
		{ value: '', json: '' },
		{ value: 7, json: 7 },
		{ value: { a: 1 }, json: { a: 1 } },
		{ value: [1, 2], json: [1, 2] },
	])('$value is sent as $json', ({ value, json }) => {
		expect(extraOf({ field: [{ name: 'x', value }] })).toEqual([{ key: 'x', json }]);
	});

	it.each([
		{ name: 'nothing', value: undefined },
		{ name: 'null', value: null },
		{ name: 'an empty collection', value: {} },
		{ name: 'a row without a name', value: { field: [{ name: ' ', value: '1' }] } },
	])('$name adds nothing', ({ value }) => {
		expect(extraOf(value)).toEqual([]);
	});

	it('of one name count once, as the last one says', () => {
		const field = [
			{ name: 'seconds', value: '4' },
			{ name: 'flow_shift', value: '5' },
			{ name: 'seconds', value: '60' },
		];

		expect(extraOf({ field })).toEqual([
			{ key: 'seconds', json: 60 },
			{ key: 'flow_shift', json: 5 },
		]);
	});

	it.each([
		{ name: 'a text', value: 'seconds=4' },
		{ name: 'no list', value: { field: 'seconds' } },
		{ name: 'a name that is no text', value: { field: [{ name: ['x'], value: '1' }] } },
	])('that are $name are refused', ({ value }) => {
		expect(refusalOf(() => extraOf(value))).toMatch(/^badInput: "Options".*\| Extra Body Fields: /);
	});
});
