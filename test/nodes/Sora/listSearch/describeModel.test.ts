import { describeModel } from '../../../../nodes/Sora/listSearch/describeModel';
import type { Rate } from '../../../../nodes/Sora/services/videoModel';

const rate = (usdPerSecond: number): Rate => ({ resolution: null, audio: null, usdPerSecond });

it.each([
	{ model: { id: 'wan-2.2' }, expected: 'wan-2.2' },
	{
		model: {
			id: 'google/veo-3.1',
			title: 'Veo 3.1',
			seconds: [4, 8, 6],
			resolutions: ['720p', '4k'],
			rates: [rate(0.4)],
		},
		expected: 'Veo 3.1 · 4–8 s · 720p, 4K · about $0.40/s',
	},
	{ model: { id: 'a', seconds: [5] }, expected: 'a · 5 s' },
	{ model: { id: 'a', rates: [rate(0.3), rate(0.05)] }, expected: 'a · from $0.05/s' },
	{ model: { id: 'a', rates: [rate(0.125)] }, expected: 'a · about $0.125/s' },
	{ model: { id: 'a', seconds: [], resolutions: [], rates: [] }, expected: 'a' },
])('a model is shown as "$expected"', ({ model, expected }) => {
	expect(describeModel(model)).toBe(expected);
});
