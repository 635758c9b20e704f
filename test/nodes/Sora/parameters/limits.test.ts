import type { INodeParameters } from 'n8n-workflow';

import { readLimits } from '../../../../nodes/Sora/parameters/limits';
import { contextWith, refusalOf } from './reading';

const minuteMs = 60_000;
const standard = {
	parallelRenders: 5,
	giveUpAfterMs: 15 * minuteMs,
	giveUpQueuedAfterMs: 240 * minuteMs,
};

const rows: Array<{ name: string; parameters: INodeParameters; expected: object }> = [
	{ name: 'an empty collection', parameters: { limits: {} }, expected: standard },
	{ name: 'no collection', parameters: {}, expected: standard },
	{
		name: 'all set',
		parameters: {
			limits: { parallelRenders: 50, giveUpAfterMinutes: 2, giveUpQueuedAfterMinutes: 600 },
		},
		expected: {
			parallelRenders: 50,
			giveUpAfterMs: 2 * minuteMs,
			giveUpQueuedAfterMs: 600 * minuteMs,
		},
	},
	{
		name: 'text of an expression',
		parameters: { limits: { parallelRenders: '3', giveUpAfterMinutes: '0.5' } },
		expected: { ...standard, parallelRenders: 3, giveUpAfterMs: minuteMs / 2 },
	},
	{
		name: 'less than one render at a time',
		parameters: { limits: { parallelRenders: 0 } },
		expected: { ...standard, parallelRenders: 1 },
	},
	{
		name: 'a time below zero',
		parameters: { limits: { giveUpAfterMinutes: -1 } },
		expected: { ...standard, giveUpAfterMs: 0 },
	},
];

it.each(rows)('limits of $name', ({ parameters, expected }) => {
	expect(readLimits(contextWith(parameters))).toMatchObject(expected);
});

it('a limit that is no number is refused', () => {
	const context = contextWith({ limits: { parallelRenders: 'many' } });

	expect(refusalOf(() => readLimits(context))).toMatch(/^badInput: "Limits".*parallelRenders/);
});
