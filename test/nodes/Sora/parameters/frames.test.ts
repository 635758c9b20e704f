import type { INodeParameters } from 'n8n-workflow';

import {
	readFirstFrame,
	readLastFrame,
	requireFramePixels,
	requireFrameToMatch,
} from '../../../../nodes/Sora/parameters/frames';
import { pngItem } from '../operations/createForm';
import { contextWith, refusalOf } from './reading';

describe.each([
	{ name: 'firstFrame', label: 'First Frame', read: readFirstFrame },
	{ name: 'lastFrame', label: 'Last Frame', read: readLastFrame },
])('$label', ({ name, label, read }) => {
	const rows: Array<{ set: INodeParameters; expected: object | undefined }> = [
		{ set: { [name]: 'none' }, expected: undefined },
		{ set: { [name]: '' }, expected: undefined },
		{ set: { [name]: 'binary', [`${name}Field`]: 'data' }, expected: { field: 'data' } },
		{
			set: { [name]: 'url', [`${name}Url`]: ' https://example.org/a.png ' },
			expected: { url: 'https://example.org/a.png' },
		},
		{
			set: { [name]: 'fileId', [`${name}FileId`]: 'file-9' },
			expected: { fileId: 'file-9' },
		},
	];

	it.each(rows)('$set', ({ set, expected }) => {
		expect(read(contextWith(set, pngItem(64, 48)), 0)).toEqual(expected);
	});

	it.each([
		{ set: { [name]: 'ftp' }, says: `"${label}" has a value that does not fit` },
		{ set: { [name]: 'binary' }, says: `"${label} Field" is empty` },
		{ set: { [name]: 'url' }, says: `"${label} URL" is empty` },
		{ set: { [name]: 'fileId' }, says: `"${label} File ID" is empty` },
		{
			set: { [name]: 'binary', [`${name}Field`]: 'photo' },
			says: 'The item has no file in the input field "photo"',
		},
	])('$set is refused', ({ set, says }) => {
		expect(refusalOf(() => read(contextWith(set, pngItem(64, 48)), 0))).toContain(says);
	});
});

describe('a shape that is to match', () => {
	const match = { matchesFirstFrame: true };

	it.each([{ source: undefined }, { source: { fileId: 'file-9' } }])(
		'is refused without an image at hand: $source',
		({ source }) => {
			expect(refusalOf(() => requireFrameToMatch(match, source))).toContain('no image to match');
		},
	);

	it.each([{ source: { field: 'data' } }, { source: { url: 'https://example.org/a.png' } }])(
		'has its image at $source',
		({ source }) => {
			expect(refusalOf(() => requireFrameToMatch(match, source))).toBe('nothing');
		},
	);

	it('is not guessed where the image does not tell its pixels', () => {
		expect(refusalOf(() => requireFramePixels(match, undefined))).toMatch(
			/cannot be read \| .*damaged/,
		);
		expect(refusalOf(() => requireFramePixels(match, '640x480'))).toBe('nothing');
	});

	it('is all that needs an image', () => {
		expect(refusalOf(() => requireFrameToMatch({ aspectRatio: '1:1' }, undefined))).toBe('nothing');
		expect(refusalOf(() => requireFramePixels({}, undefined))).toBe('nothing');
	});
});
