import type { INodeParameters } from 'n8n-workflow';

import { readReferenceImages } from '../../../../nodes/Sora/parameters/referenceImages';
import { pngItem } from '../operations/createForm';
import { contextWith, refusalOf } from './reading';

const read = (referenceImages: INodeParameters[string]) =>
	readReferenceImages(contextWith({ referenceImages }, pngItem(64, 48)), 0);
const imagesOf = (count: number) => ({
	image: Array.from({ length: count }, () => ({ from: 'binary', field: 'data' })),
});

it.each<{ name: string; set: INodeParameters[string]; expected: object[] }>([
	{ name: 'none', set: {}, expected: [] },
	{ name: 'none by an expression', set: null, expected: [] },
	{ name: 'an input field', set: imagesOf(1), expected: [{ field: 'data' }] },
	{
		name: 'the usual field, as the form leaves it',
		set: { image: [{}] },
		expected: [{ field: 'data' }],
	},
	{
		name: 'several, in their order',
		set: {
			image: [
				{ from: 'url', url: ' https://example.org/a.png ' },
				{ from: 'binary', field: 'data' },
			],
		},
		expected: [{ url: 'https://example.org/a.png' }, { field: 'data' }],
	},
	{
		name: 'one that an expression gives by itself',
		set: { image: { from: 'url', url: 'https://example.org/a.png' } },
		expected: [{ url: 'https://example.org/a.png' }],
	},
])('$name', ({ set, expected }) => {
	expect(read(set)).toEqual(expected);
});

it('that a workflow does not have are none', () => {
	expect(readReferenceImages(contextWith({}), 0)).toEqual([]);
});

it.each<{ name: string; set: INodeParameters[string]; says: string }>([
	{ name: 'no list at all', set: 'data', says: '"Reference Images" has a value' },
	{ name: 'more than ten', set: imagesOf(11), says: 'There can be 10 reference images at most' },
	{
		name: 'an empty address',
		set: { image: [{ from: 'url', url: '' }] },
		says: 'The Image URL of reference image 1 is empty',
	},
	{
		name: 'a field by an expression that gave nothing',
		set: { image: [{ from: 'binary', field: '' }] },
		says: 'The Image Field of reference image 1 is empty',
	},
	{
		name: 'a field that the item does not have',
		set: { image: [{ from: 'binary', field: 'photo' }] },
		says: 'no file in the input field "photo"',
	},
])('$name is refused', ({ set, says }) => {
	expect(refusalOf(() => read(set))).toContain(says);
});
