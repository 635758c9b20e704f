import type { INodeParameters } from 'n8n-workflow';

import { readSeconds, readSize } from '../../../../nodes/Sora/parameters/sizeAndDuration';
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

describe('duration', () => {
	const rows: Array<{ parameters: INodeParameters; expected: string | undefined }> = [
		{ parameters: { seconds: '4' }, expected: '4' },
		{ parameters: { seconds: 6 }, expected: '6' },
		{ parameters: { seconds: '6' }, expected: '6' },
		{ parameters: { seconds: '6s' }, expected: '6' },
		{ parameters: { seconds: ' 6 sec' }, expected: '6' },
		{ parameters: { seconds: '6 Seconds' }, expected: '6' },
		{ parameters: { seconds: 4.5 }, expected: '4.5' },
		{ parameters: { seconds: 'custom', customSeconds: 7 }, expected: '7' },
		{ parameters: { seconds: 'serverDefault' }, expected: undefined },
		{ parameters: { seconds: '' }, expected: undefined },
		{ parameters: {}, expected: undefined },
	];

	it.each(rows)('$parameters gives $expected', ({ parameters, expected }) => {
		expect(readSeconds(contextWith(parameters), 0)).toBe(expected);
	});

	it.each(['long', '0', 0, -4, '4 minutes', '1:30', Number.NaN])('%p is refused', (seconds) => {
		expect(refusalOf(() => readSeconds(contextWith({ seconds }), 0))).toMatch(
			/^badInput: "Duration"/,
		);
	});

	it('an empty custom duration is refused by its own label', () => {
		const context = contextWith({ seconds: 'custom', customSeconds: '' });

		expect(refusalOf(() => readSeconds(context, 0))).toContain('"Custom Duration (Seconds)"');
	});
});
