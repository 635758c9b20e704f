import { readDelivery, readFiles } from '../../../../nodes/Sora/parameters/files';
import { contextWith, refusalOf } from './reading';

const files = { outputFiles: ['video'], binaryPropertyName: 'data', options: {} };

describe('which files', () => {
	const rows: Array<{ outputFiles: string | string[]; variants: string[] }> = [
		{ outputFiles: ['video'], variants: ['video'] },
		{ outputFiles: 'thumbnail', variants: ['thumbnail'] },
		{
			outputFiles: ['spritesheet', 'thumbnail', 'video'],
			variants: ['video', 'thumbnail', 'spritesheet'],
		},
		{ outputFiles: ['video', 'video'], variants: ['video'] },
	];

	it.each(rows)('$outputFiles gives $variants', ({ outputFiles, variants }) => {
		const context = contextWith({ ...files, outputFiles });

		expect(readFiles(context, 0)).toEqual({
			variants,
			field: 'data',
			firstByteMs: 300_000,
			deleteAfterDownload: false,
		});
	});

	it.each([
		{ set: { outputFiles: [] }, label: '"Files"' },
		{ set: { outputFiles: ['audio'] }, label: '"Files"' },
		{ set: { binaryPropertyName: '' }, label: '"Put Output File in Field"' },
		{ set: { binaryPropertyName: '  ' }, label: '"Put Output File in Field"' },
		...['__proto__', 'constructor', ' toString '].map((name) => ({
			set: { binaryPropertyName: name },
			label: `A field cannot be called "${name.trim()}"`,
		})),
	])('$set is refused', ({ set, label }) => {
		expect(refusalOf(() => readFiles(contextWith({ ...files, ...set }), 0))).toContain(label);
	});
});

describe('how long a file may take to begin', () => {
	it.each([
		{ name: 'not set', set: undefined, expected: 300_000 },
		{ name: 'ten minutes', set: 600, expected: 600_000 },
		{ name: 'text of an expression', set: '90', expected: 90_000 },
		{ name: 'nothing', set: 0, expected: 1_000 },
		{ name: 'longer than a timer can wait', set: 9_999_999, expected: 2_147_483_000 },
	])('$name', ({ set, expected }) => {
		const options = set === undefined ? {} : { downloadTimeoutSeconds: set };

		expect(readFiles(contextWith({ ...files, options }), 0).firstByteMs).toBe(expected);
		const unwaited = contextWith({ waitForCompletion: false, options });
		expect(readDelivery(unwaited, 0).firstByteMs).toBe(expected);
	});

	it('that is no number is refused', () => {
		const context = contextWith({ ...files, options: { downloadTimeoutSeconds: 'long' } });

		expect(refusalOf(() => readFiles(context, 0))).toMatch(/^badInput: "Options"/);
	});
});

describe('delivery', () => {
	it('waits and keeps the video at the server, unless told otherwise', () => {
		const context = contextWith({ ...files, waitForCompletion: true, options: {} });

		expect(readDelivery(context, 0)).toEqual({
			variants: ['video'],
			field: 'data',
			firstByteMs: 300_000,
			wait: true,
			deleteAfterDownload: false,
		});
	});

	it('without waiting needs no choice of files, which the form then hides', () => {
		const context = contextWith({
			waitForCompletion: false,
			options: { deleteAfterDownload: true },
		});

		expect(readDelivery(context, 0)).toEqual({
			variants: ['video'],
			field: 'data',
			firstByteMs: 300_000,
			wait: false,
			deleteAfterDownload: true,
		});
	});
});
