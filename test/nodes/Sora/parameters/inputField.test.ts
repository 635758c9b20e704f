import type { IBinaryData } from 'n8n-workflow';

import {
	inputField,
	inputFileBytes,
	loadInputFile,
	readInputField,
} from '../../../../nodes/Sora/parameters/inputField';
import { binaryOf, fakeExecute } from '../../../support/fakeContext';
import { mp4, png } from '../operations/mediaFiles';
import { contextWith, refusalOf } from './reading';

const parameter = inputField('clipField', { source: ['binary'] });

const files = (names: string[]) => [
	{
		json: {},
		binary: Object.fromEntries(
			names.map((name) => [name, binaryOf(png(64, 48), 'image/png', `${name}.png`)]),
		),
	},
];

describe('an input field', () => {
	const read = (names: string[]) => () =>
		readInputField(contextWith({ clipField: 'clip' }, files(names)), 0, parameter);

	it('that is not there is refused with the fields there are', () => {
		expect(refusalOf(read(['data', 'logo']))).toMatch(/"clip".*\| .*"data", "logo"/);
	});

	it.each(['constructor', '__proto__', 'toString'])(
		'is none only because every object has a "%s"',
		(clipField) => {
			const context = contextWith({ clipField }, files(['data']));

			expect(refusalOf(() => readInputField(context, 0, parameter))).toMatch(
				/no file in the input field.*\| .*"data"/,
			);
		},
	);

	it('of an item without files is refused with what to do', () => {
		expect(refusalOf(read([]))).toMatch(/"clip".*\| .*no files at all.*HTTP Request/);
	});

	it('that is named nothing is refused', () => {
		const context = contextWith({ clipField: ' ' }, files(['data']));

		expect(refusalOf(() => readInputField(context, 0, parameter))).toContain('is empty');
	});
});

it('a file without a name goes by the name of its field', async () => {
	const items = [{ json: {}, binary: { clip: binaryOf(mp4, 'video/mp4') } }];

	expect(await loadInputFile(contextWith({}, items), 0, 'clip')).toEqual({
		fileName: 'clip',
		bytes: mp4,
	});
});

describe('the size of a file is known before it is loaded,', () => {
	const sizeOf = async (binary: IBinaryData) =>
		await inputFileBytes(contextWith({}, [{ json: {}, binary: { clip: binary } }]), 0, 'clip');

	it.each([
		{
			name: 'as its item tells',
			binary: { ...binaryOf('', 'video/mp4'), bytes: 7_000 },
			bytes: 7_000,
		},
		{ name: 'held in memory', binary: binaryOf(mp4, 'video/mp4'), bytes: mp4.length },
	])('$name', async ({ binary, bytes }) => {
		expect(await sizeOf(binary)).toBe(bytes);
	});

	it('as the storage tells where the item does not', async () => {
		const { context } = fakeExecute();
		const { id } = await context.helpers.prepareBinaryData(mp4, 'a.mp4', 'video/mp4');
		const items = [{ json: {}, binary: { clip: { ...binaryOf('', 'video/mp4'), id } } }];
		const inItem = fakeExecute({ items });
		await inItem.context.helpers.prepareBinaryData(mp4, 'a.mp4', 'video/mp4');

		expect(await inputFileBytes(inItem.context, 0, 'clip')).toBe(mp4.length);
	});
});
