import { composePrompt, longestPrompt, readPrompt } from '../../../../nodes/Sora/parameters/prompt';
import { fakeExecute, type FakeOptions } from '../../../support/fakeContext';

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

const read = (parameters: FakeOptions['parameters'], withDetails = true) =>
	readPrompt(fakeExecute({ parameters }).context, 0, withDetails);

describe('the prompt of an item', () => {
	it.each([
		{
			name: 'is trimmed',
			parameters: { prompt: ' A boat ', promptDetails: {} },
			expected: 'A boat',
		},
		{ name: 'may be a number', parameters: { prompt: 42, promptDetails: {} }, expected: '42' },
		{
			name: 'has its details added',
			parameters: { prompt: 'A boat', promptDetails: { mood: 'calm', style: '  ' } },
			expected: 'A boat\n\nMood: calm',
		},
	])('$name', ({ parameters, expected }) => {
		expect(read(parameters)).toBe(expected);
	});

	it('has no details where the operation has none', () => {
		expect(read({ prompt: 'A boat', promptDetails: { mood: 'calm' } }, false)).toBe('A boat');
	});

	it('of each item is its own', () => {
		const { context } = fakeExecute({ parameters: [{ prompt: 'one' }, { prompt: 'two' }] });

		expect(readPrompt(context, 1, false)).toBe('two');
	});
});

describe('nothing is paid for a prompt that cannot be meant:', () => {
	it.each([
		{ name: 'an empty one', prompt: '' },
		{ name: 'blanks', prompt: ' \n ' },
		{ name: 'an expression that gave null', prompt: null },
	])('$name', ({ prompt }) => {
		expect(() => read({ prompt }, false)).toThrow(
			expect.objectContaining({ kind: 'badInput', message: 'The Prompt is empty' }) as Error,
		);
	});

	it('an expression that gave an object', () => {
		expect(() => read({ prompt: { text: 'A boat' } }, false)).toThrow(
			'"Prompt" has a value that does not fit: {"text":"A boat"}',
		);
	});

	it('one that is too long with its details', () => {
		const prompt = 'x'.repeat(longestPrompt);

		expect(read({ prompt, promptDetails: {} })).toHaveLength(longestPrompt);
		expect(() => read({ prompt, promptDetails: { mood: 'calm' } })).toThrow(
			'The Prompt has 32012 characters, more than 32000',
		);
	});

	it('a whole file by mistake, which is refused without a walk through all of it', () => {
		const prompt = 'x'.repeat(5_000_000);
		const walk = jest.spyOn(String.prototype, Symbol.iterator);
		const reading = () => read({ prompt }, false);

		expect(reading).toThrow('The Prompt has 5000000 characters, more than 32000');
		const walked = walk.mock.contexts.filter(({ length }) => length === prompt.length);
		walk.mockRestore();

		expect(walked).toEqual([]);
	});

	it('but characters are counted as a reader counts them', () => {
		expect(() => read({ prompt: '🎬'.repeat(longestPrompt) }, false)).not.toThrow();
	});
});
