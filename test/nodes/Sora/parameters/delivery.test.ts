import type { INodeParameters } from 'n8n-workflow';

import {
	readDelivery,
	readFileChoice,
	readSending,
	readWait,
} from '../../../../nodes/Sora/parameters/delivery';
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

	it.each([
		{ value: 'true', expected: true },
		{ value: 'false', expected: false },
	])('an expression may say "$value"', ({ value, expected }) => {
		expect(readWait(contextWith({ waitForCompletion: value }), 0)).toBe(expected);
	});
});

describe('sending', () => {
	const rows: Array<{ name: string; options: INodeParameters; expected: object }> = [
		{
			name: 'nothing set',
			options: {},
			expected: { sendAs: 'automatic', limitMs: 300_000, extra: [] },
		},
		{
			name: 'a longer limit',
			options: { requestTimeoutSeconds: 1_800 },
			expected: { limitMs: 1_800_000 },
		},
		{
			name: 'a limit as text',
			options: { requestTimeoutSeconds: '60' },
			expected: { limitMs: 60_000 },
		},
		{
			name: 'a limit of nothing',
			options: { requestTimeoutSeconds: 0 },
			expected: { limitMs: 1_000 },
		},
		{ name: 'an encoding', options: { sendAs: 'json' }, expected: { sendAs: 'json' } },
		{
			name: 'extra fields',
			options: { extraBodyFields: { field: [{ name: 'a', value: '1' }] } },
			expected: { extra: [{ key: 'a', json: 1 }] },
		},
	];

	it.each(rows)('with $name', ({ options, expected }) => {
		expect(readSending(contextWith({ options }), 0)).toMatchObject(expected);
	});

	it.each([{ sendAs: 'xml' }, { requestTimeoutSeconds: 'long' }])('%p is refused', (options) => {
		expect(refusalOf(() => readSending(contextWith({ options }), 0))).toMatch(
			/^badInput: "Options"/,
		);
	});
});
