import type { INodeParameters } from 'n8n-workflow';

import { readModelSettings } from '../../../../nodes/Sora/parameters/modelSettings';
import { contextWith, refusalOf } from './reading';

describe('model settings', () => {
	const rows: Array<{ name: string; modelSettings: INodeParameters; expected: object }> = [
		{ name: 'none', modelSettings: {}, expected: { settings: [] } },
		{ name: 'a seed of zero', modelSettings: { seed: 0 }, expected: { seed: 0, settings: [] } },
		{
			name: 'numbers as text',
			modelSettings: { inferenceSteps: '30', guidanceScale: '4.5' },
			expected: {
				settings: [
					{ key: 'num_inference_steps', value: 30 },
					{ key: 'guidance_scale', value: 4.5 },
				],
			},
		},
		{
			name: 'what was emptied again is not sent',
			modelSettings: { negativePrompt: '', fps: 16, numFrames: 81 },
			expected: {
				settings: [
					{ key: 'fps', value: 16 },
					{ key: 'num_frames', value: 81 },
				],
			},
		},
		{
			name: 'a negative prompt',
			modelSettings: { negativePrompt: 'blur' },
			expected: { negativePrompt: 'blur', settings: [] },
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
