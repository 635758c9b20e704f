import type { INodeParameters } from 'n8n-workflow';

import { readModelSettings } from '../../../../nodes/Sora/parameters/modelSettings';
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
			/^badInput: "Model Settings".*\| Seed: /,
		);
	});
});
