import {
	inputField,
	loadInputFile,
	readInputField,
} from '../../../../nodes/Sora/parameters/inputField';
import { binaryOf } from '../../../support/fakeContext';
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
