import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import {
	optionalNumber,
	optionalText,
	readLocator,
	readParameter,
	toggle,
} from '../../../../nodes/Sora/parameters/read';
import { contextWith, refusalOf } from './reading';

const limit = { name: 'limit', displayName: 'Limit' };
const seed: INodeProperties = { name: 'seed', displayName: 'Seed', type: 'number', default: 0 };
const modelSettings = {
	name: 'modelSettings',
	displayName: 'Model Settings',
	options: [seed],
};
const videoId = { name: 'videoId', displayName: 'Video' };

describe('text that may be left empty', () => {
	it.each([
		{ value: 'calm', expected: 'calm' },
		{ value: '  calm \n', expected: 'calm' },
		{ value: 7, expected: '7' },
		{ value: '', expected: undefined },
		{ value: '  ', expected: undefined },
		{ value: null, expected: undefined },
		{ value: undefined, expected: undefined },
	])('$value is $expected', ({ value, expected }) => {
		expect(optionalText.parse(value)).toBe(expected);
	});
});

describe('a number that may be left empty', () => {
	it.each([
		{ value: 4.5, expected: 4.5 },
		{ value: '4.5', expected: 4.5 },
		{ value: ' -3 ', expected: -3 },
		{ value: 0, expected: 0 },
		{ value: '', expected: undefined },
		{ value: null, expected: undefined },
		{ value: undefined, expected: undefined },
	])('$value is $expected', ({ value, expected }) => {
		expect(optionalNumber.parse(value)).toBe(expected);
	});

	it.each(['many', '1,5', '1e3', 'NaN', Number.NaN, Number.POSITIVE_INFINITY, [], {}])(
		'%p is none',
		(value) => {
			expect(optionalNumber.safeParse(value).success).toBe(false);
		},
	);
});

describe('a switch', () => {
	it.each([
		{ value: true, expected: true },
		{ value: 'true', expected: true },
		{ value: false, expected: false },
		{ value: 'false', expected: false },
		{ value: null, expected: false },
		{ value: undefined, expected: false },
	])('$value is $expected', ({ value, expected }) => {
		expect(toggle.parse(value)).toBe(expected);
	});

	it.each(['yes', 1, ''])('%p is none', (value) => {
		expect(toggle.safeParse(value).success).toBe(false);
	});
});

describe('a value that does not fit', () => {
	const read = (value: string | number | object) => () =>
		readParameter(contextWith({ limit: value as string }), 0, limit, z.number().min(3));

	it.each([
		{ value: 'many', says: /^badInput: "Limit" has a value that does not fit: many \|/ },
		{ value: 2, says: /fit: 2 \| Number must be greater than or equal to 3/ },
		{ value: '', says: /fit: empty/ },
		{ value: { a: [1] }, says: /fit: {"a":\[1\]}/ },
		{ value: 'x'.repeat(200), says: /fit: x{79}… \|/ },
	])('is shown with the label of the screen: $value', ({ value, says }) => {
		expect(refusalOf(read(value))).toMatch(says);
	});

	it('is said to have been sent nowhere', () => {
		expect(refusalOf(read('many'))).toContain('Nothing was sent for this item.');
	});

	it('inside a collection is named by its label', () => {
		const schema = z.object({ seed: z.number() });
		const context = contextWith({ modelSettings: { seed: 'seven' } });

		expect(refusalOf(() => readParameter(context, 0, modelSettings, schema))).toMatch(
			/"Model Settings".*\| Seed: /,
		);
	});
});

describe('a resource locator', () => {
	it.each([
		{ name: 'chosen', value: { __rl: true, mode: 'list', value: 'video_1' }, expected: 'video_1' },
		{
			name: 'typed with blanks',
			value: { __rl: true, mode: 'id', value: ' video_1 ' },
			expected: 'video_1',
		},
		{ name: 'a number', value: { __rl: true, mode: 'id', value: 17 }, expected: '17' },
		{ name: 'plain text, as an older workflow has it', value: 'video_1', expected: 'video_1' },
		{ name: 'empty', value: { __rl: true, mode: 'list', value: '' }, expected: undefined },
		{ name: 'null inside', value: { __rl: true, mode: 'id', value: null }, expected: undefined },
		{ name: 'null', value: null, expected: undefined },
	])('that is $name gives $expected', ({ value, expected }) => {
		const context = contextWith({ videoId: value });

		expect(readLocator(context, 0, videoId)).toBe(expected);
	});

	it('that is missing altogether gives nothing', () => {
		expect(readLocator(contextWith({}), 0, videoId)).toBeUndefined();
	});
});
