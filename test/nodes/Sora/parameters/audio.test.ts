import { readAudio } from '../../../../nodes/Sora/parameters/audio';
import { contextWith, refusalOf } from './reading';

it.each([
	['automatic', undefined],
	['', undefined],
	[null, undefined],
	['on', true],
	['Off', false],
	[true, true],
	[false, false],
	['true', true],
])('%p gives %p', (audio, expected) => {
	expect(readAudio(contextWith({ audio }), 0)).toBe(expected);
});

it.each(['loud', 1])('%p is refused', (audio) => {
	expect(refusalOf(() => readAudio(contextWith({ audio }), 0))).toMatch(/^badInput: "Audio"/);
});
