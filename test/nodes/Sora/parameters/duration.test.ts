import type { INodeParameters } from 'n8n-workflow';

import { readSeconds } from '../../../../nodes/Sora/parameters/duration';
import { contextWith, refusalOf } from './reading';

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
		{ parameters: { seconds: 'automatic' }, expected: undefined },
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
