import type { INodeParameters } from 'n8n-workflow';

import { openServer } from '../../../../nodes/Sora/services/openServer';
import {
	loadReference,
	pictureOf,
	readReference,
} from '../../../../nodes/Sora/parameters/reference';
import { binaryOf } from '../../../support/fakeContext';
import { png } from '../operations/mediaFiles';
import { contextWith, refusalOf } from './reading';

const files = (names: string[]) => [
	{
		json: {},
		binary: Object.fromEntries(
			names.map((name) => [name, binaryOf(png(64, 48), 'image/png', `${name}.png`)]),
		),
	},
];

describe('where the image comes from', () => {
	const rows: Array<{ parameters: INodeParameters; expected: object }> = [
		{ parameters: { reference: 'none' }, expected: { from: 'none' } },
		{ parameters: { reference: '' }, expected: { from: 'none' } },
		{
			parameters: { reference: 'binary', referenceField: 'data' },
			expected: { from: 'binary', field: 'data' },
		},
		{
			parameters: { reference: 'url', referenceUrl: ' https://example.org/a.png ' },
			expected: { from: 'url', url: 'https://example.org/a.png' },
		},
		{
			parameters: { reference: 'fileId', referenceFileId: 'file-9' },
			expected: { from: 'fileId', fileId: 'file-9' },
		},
	];

	it.each(rows)('$parameters', ({ parameters, expected }) => {
		expect(readReference(contextWith(parameters, files(['data'])), 0)).toEqual(expected);
	});

	it('that is no choice is refused', () => {
		expect(refusalOf(() => readReference(contextWith({ reference: 'ftp' }), 0))).toMatch(
			/^badInput: "Reference Image"/,
		);
	});
});

describe('loading', () => {
	const { signal: stop } = new AbortController();

	it('gives the image of an input field with its size and its real type', async () => {
		const context = contextWith({}, files(['data']));
		const server = await openServer(context);

		const image = await loadReference(context, server, 0, { from: 'binary', field: 'data' }, stop);

		expect(image).toMatchObject({
			width: 64,
			height: 48,
			upload: { fileName: 'data.png', mimeType: 'image/png' },
		});
		expect(pictureOf({ from: 'binary', field: 'data' }, image)).toEqual({ upload: image?.upload });
	});

	it.each([{ from: 'none' as const }, { from: 'fileId' as const, fileId: 'file-9' }])(
		'has nothing to load for $from',
		async (reference) => {
			const context = contextWith({});

			expect(
				await loadReference(context, await openServer(context), 0, reference, stop),
			).toBeUndefined();
		},
	);
});

it.each([
	{ reference: { from: 'none' as const }, picture: undefined },
	{
		reference: { from: 'fileId' as const, fileId: 'file-9' },
		picture: { fileId: 'file-9' },
	},
])('without bytes at hand $reference is asked for as $picture', ({ reference, picture }) => {
	expect(pictureOf(reference, undefined)).toEqual(picture);
});
