import type { INodeParameters } from 'n8n-workflow';

import { readSize } from '../../../../nodes/Sora/parameters/size';
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
