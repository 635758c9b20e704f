import { readDelivery, readFileChoice } from '../../../../nodes/Sora/parameters/files';
import { contextWith, refusalOf } from './reading';

const files = { outputFiles: ['video'], binaryPropertyName: 'data' };

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

		expect(readFileChoice(context, 0)).toEqual({ variants, field: 'data', firstByteMs: 300_000 });
	});

	it.each([
		{ set: { outputFiles: [] }, label: '"Files"' },
		{ set: { outputFiles: ['audio'] }, label: '"Files"' },
		{ set: { binaryPropertyName: '' }, label: '"Put Output File in Field"' },
		{ set: { binaryPropertyName: '  ' }, label: '"Put Output File in Field"' },
	])('$set is refused', ({ set, label }) => {
		expect(refusalOf(() => readFileChoice(contextWith({ ...files, ...set }), 0))).toContain(label);
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
