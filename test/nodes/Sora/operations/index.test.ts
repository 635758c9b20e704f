import { findOperation, operations } from '../../../../nodes/Sora/operations';

it('lists the eight operations, in the order of the alphabet', () => {
	expect(operations.map(({ option }) => option.name)).toEqual([
		'Create',
		'Delete',
		'Download',
		'Edit',
		'Extend',
		'Get',
		'Get Many',
		'Remix',
	]);
});

it.each(operations.map(({ option }) => option.value))('finds %s by its name', (name) => {
	expect(findOperation(name).option.value).toBe(name);
});

it.each(['', 'Create', 'cancel', 'constructor'])('knows no operation "%s"', (name) => {
	expect(() => findOperation(name)).toThrow(`There is no operation "${name}"`);
});
