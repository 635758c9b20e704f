import { readWait } from '../../../../nodes/Sora/parameters/wait';
import { contextWith } from './reading';

it.each([
	{ value: 'true', expected: true },
	{ value: 'false', expected: false },
])('an expression may say "$value"', ({ value, expected }) => {
	expect(readWait(contextWith({ waitForCompletion: value }), 0)).toBe(expected);
});
