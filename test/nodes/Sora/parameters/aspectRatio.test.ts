import type { INodeParameters } from 'n8n-workflow';

import { readShape } from '../../../../nodes/Sora/parameters/aspectRatio';
import { contextWith, refusalOf } from './reading';

const rows: Array<{ parameters: INodeParameters; expected: object }> = [
	{ parameters: { aspectRatio: 'automatic' }, expected: {} },
	{ parameters: { aspectRatio: '' }, expected: {} },
	{ parameters: {}, expected: {} },
	{ parameters: { aspectRatio: '16:9' }, expected: { aspectRatio: '16:9' } },
	{ parameters: { aspectRatio: ' 9 : 16 ' }, expected: { aspectRatio: '9:16' } },
	{ parameters: { aspectRatio: '5:4' }, expected: { aspectRatio: '5:4' } },
	{ parameters: { aspectRatio: '2.39:1' }, expected: { aspectRatio: '2.39:1' } },
	{ parameters: { aspectRatio: 'matchFirstFrame' }, expected: { matchesFirstFrame: true } },
	{ parameters: { aspectRatio: 'exact', exactSize: '832x480' }, expected: { size: '832x480' } },
	{ parameters: { aspectRatio: 'exact', exactSize: ' 832 × 480 ' }, expected: { size: '832x480' } },
	{ parameters: { aspectRatio: 'exact', exactSize: '640X360' }, expected: { size: '640x360' } },
	{ parameters: { aspectRatio: 'exact', exactSize: '640*360' }, expected: { size: '640x360' } },
];

it.each(rows)('$parameters gives $expected', ({ parameters, expected }) => {
	expect(readShape(contextWith(parameters), 0)).toEqual(expected);
});

it.each(['wide', '16', '16:', ':9', '0:9', '16:9:1', '-16:9', '1280x720', '99999:1', 16])(
	'the ratio %p is refused',
	(aspectRatio) => {
		expect(refusalOf(() => readShape(contextWith({ aspectRatio }), 0))).toMatch(
			/^badInput: "Aspect Ratio" .*\| An aspect ratio is/,
		);
	},
);

it.each(['', 'large', '1280', 'x720', '0x720', '1280x720x3', '12.5x7', '-1x5', '123456x1', 720])(
	'the exact size %p is refused by its own label',
	(exactSize) => {
		const context = contextWith({ aspectRatio: 'exact', exactSize });

		expect(refusalOf(() => readShape(context, 0))).toMatch(
			/^badInput: "Exact Size" .*\| A size is/,
		);
	},
);
