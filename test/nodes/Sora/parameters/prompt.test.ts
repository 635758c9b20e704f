import { composePrompt } from '../../../../nodes/Sora/parameters/prompt';

describe('the prompt as it is sent', () => {
	it.each([
		{ name: 'is the user’s own text', details: {}, expected: 'A boat' },
		{
			name: 'ends with a line for each detail, in the order camera to constraints',
			details: {
				constraints: 'no text',
				styleText: 'film noir',
				style: 'black and white',
				mood: 'calm',
				lightingText: 'one lamp',
				cameraMove: 'dolly in',
				cameraMoveText: 'very slow',
			},
			expected:
				'A boat\n\nCamera: dolly in, very slow\nLighting: one lamp\nMood: calm\nStyle: black and white, film noir\nConstraints: no text',
		},
		{
			name: 'has no line for a detail left empty',
			details: { cameraMove: '', cameraMoveText: '', mood: '', moodText: 'tense' },
			expected: 'A boat\n\nMood: tense',
		},
		{
			name: 'may have constraints alone',
			details: { constraints: 'no people' },
			expected: 'A boat\n\nConstraints: no people',
		},
	])('$name', ({ details, expected }) => {
		expect(composePrompt('  A boat\n', details)).toBe(expected);
	});

	it('keeps the line breaks inside the user’s text', () => {
		expect(composePrompt('One.\n\nTwo.', { mood: 'calm' })).toBe('One.\n\nTwo.\n\nMood: calm');
	});
});
