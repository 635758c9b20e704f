import type { INodeParameters } from 'n8n-workflow';

import {
	mergeFields,
	readExtraFields,
	readModelSettings,
} from '../../../../nodes/Sora/parameters/extraFields';
import { contextWith, refusalOf } from './reading';

describe('model settings', () => {
	const rows: Array<{ name: string; modelSettings: INodeParameters; expected: unknown[] }> = [
		{ name: 'none', modelSettings: {}, expected: [] },
		{ name: 'a seed of zero', modelSettings: { seed: 0 }, expected: [{ key: 'seed', value: 0 }] },
		{
			name: 'numbers as text',
			modelSettings: { inferenceSteps: '30', guidanceScale: '4.5' },
			expected: [
				{ key: 'num_inference_steps', value: 30 },
				{ key: 'guidance_scale', value: 4.5 },
			],
		},
		{
			name: 'emptied ones',
			modelSettings: { negativePrompt: ' ', fps: '', numFrames: null },
			expected: [],
		},
	];

	it.each(rows)('$name', ({ modelSettings, expected }) => {
		expect(readModelSettings(contextWith({ modelSettings }), 0)).toEqual(expected);
	});

	it('that are no numbers are refused', () => {
		const context = contextWith({ modelSettings: { seed: 'lucky' } });

		expect(refusalOf(() => readModelSettings(context, 0))).toMatch(
			/^badInput: "Model Settings".*\| seed/,
		);
	});
});

describe('extra body fields', () => {
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
		expect(readExtraFields({ field: [{ name: 'x', value }] })).toEqual([{ key: 'x', json }]);
	});

	it.each([
		{ name: 'nothing', value: undefined },
		{ name: 'null', value: null },
		{ name: 'an empty collection', value: {} },
		{ name: 'a row without a name', value: { field: [{ name: ' ', value: '1' }] } },
	])('$name adds nothing', ({ value }) => {
		expect(readExtraFields(value)).toEqual([]);
	});
});

describe('merging', () => {
	it('replaces what the node would send, and keeps the rest in order', () => {
		const fields = [
			{ key: 'prompt', value: 'a' },
			{ key: 'seconds', value: '4' },
		];

		expect(mergeFields(fields, [{ key: 'seconds', json: 9 }])).toEqual([
			{ key: 'prompt', value: 'a' },
			{ key: 'seconds', json: 9 },
		]);
	});
});
