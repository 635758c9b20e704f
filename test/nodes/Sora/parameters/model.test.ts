import { readModel } from '../../../../nodes/Sora/parameters/model';
import { contextWith } from './reading';

const locator = (value: string) => ({ __rl: true as const, mode: 'id', value });

it.each([
	{ name: 'an id', parameters: { model: locator('wan2.2') }, expected: 'wan2.2' },
	{ name: 'an empty choice', parameters: { model: locator('') }, expected: undefined },
	{ name: 'no parameter', parameters: {}, expected: undefined },
])('the model of $name is $expected', ({ parameters, expected }) => {
	expect(readModel(contextWith(parameters), 0)).toBe(expected);
});
