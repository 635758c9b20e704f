import type { INodeParameters } from 'n8n-workflow';

import { checkReferenceImage } from '../../../../nodes/Sora/files/referenceImage';
import {
	pixelSize,
	readSize,
	requireImageToMatch,
	requireMatchingSize,
} from '../../../../nodes/Sora/parameters/size';
import { png } from '../operations/mediaFiles';
import { contextWith, refusalOf } from './reading';

describe('size', () => {
	const rows: Array<{ parameters: INodeParameters; expected: unknown }> = [
		{ parameters: { size: '1280x720' }, expected: { size: '1280x720' } },
		{ parameters: { size: '832x480' }, expected: { size: '832x480' } },
		{ parameters: { size: '832 × 480' }, expected: { size: '832x480' } },
		{ parameters: { size: ' 832 X 480 ' }, expected: { size: '832x480' } },
		{ parameters: { size: '832*480' }, expected: { size: '832x480' } },
		{ parameters: { size: 'custom', customSize: '640x360' }, expected: { size: '640x360' } },
		{ parameters: { size: 'matchReference' }, expected: 'matchReference' },
		{ parameters: { size: 'serverDefault' }, expected: undefined },
		{ parameters: { size: '' }, expected: undefined },
		{ parameters: {}, expected: undefined },
	];

	it.each(rows)('$parameters gives $expected', ({ parameters, expected }) => {
		expect(readSize(contextWith(parameters), 0)).toEqual(expected);
	});

	it.each(['large', '1280', 'x720', '0x720', '1280x720x3', '12.5x7', '-1x5', 720])(
		'%p is refused',
		(size) => {
			expect(refusalOf(() => readSize(contextWith({ size }), 0))).toMatch(
				/^badInput: "Size" .*\| .*pixels|^badInput: "Size" .*\| A size is text/,
			);
		},
	);

	it('an empty custom size is refused by its own label', () => {
		const context = contextWith({ size: 'custom', customSize: '' });

		expect(refusalOf(() => readSize(context, 0))).toContain('"Custom Size"');
	});
});

describe('a size that is to match', () => {
	const image = checkReferenceImage(png(640, 480), 'first.png');
	const damaged = checkReferenceImage(png(640, 480).subarray(0, 18), 'first.png');

	it('is that of the image', () => {
		expect(pixelSize('matchReference', image)).toBe('640x480');
	});

	it('is not guessed where the image does not tell it', () => {
		expect(refusalOf(() => pixelSize('matchReference', damaged))).toMatch(
			/^badInput: .*pixel size/,
		);
	});

	it.each([
		{ from: { from: 'none' as const }, says: /^badInput: .*no image to match/ },
		{ from: { from: 'fileId' as const, fileId: 'file-9' }, says: /^badInput: .*no image to match/ },
		{ from: { from: 'binary' as const, field: 'data' }, says: /^nothing$/ },
		{ from: { from: 'url' as const, url: 'https://example.org/a.png' }, says: /^nothing$/ },
	])('wants an image at hand: $from.from', ({ from, says }) => {
		expect(refusalOf(() => requireImageToMatch('matchReference', from))).toMatch(says);
	});

	it.each([undefined, { size: '640x480' }])('is no matter for a size of %p', (chosen) => {
		expect(() => requireImageToMatch(chosen, { from: 'none' })).not.toThrow();
		expect(pixelSize(chosen, undefined)).toBe(chosen?.size);
	});

	it.each([
		{ model: 'sora-2', size: '1280x720', says: /640x480.*1280x720.*Edit Image/ },
		{ model: 'sora-2-pro', size: '1280x720', says: /640x480.*1280x720.*Edit Image/ },
		{ model: 'sora-2', size: '640x480', says: /^nothing$/ },
		{ model: 'sora-2', size: undefined, says: /^nothing$/ },
		{ model: 'wan2.2', size: '1280x720', says: /^nothing$/ },
		{ model: undefined, size: '1280x720', says: /^nothing$/ },
	])('has to, for $model at $size: $says', ({ model, size, says }) => {
		expect(refusalOf(() => requireMatchingSize(model, size, image))).toMatch(says);
	});

	it('has nothing to match without an image or its size', () => {
		expect(() => requireMatchingSize('sora-2', '1280x720', undefined)).not.toThrow();
		expect(() => requireMatchingSize('sora-2', '1280x720', damaged)).not.toThrow();
	});
});
