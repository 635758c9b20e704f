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
		name: 'spending',
		parameters: {
			limits: {
				maxCostUsd: 0,
				maxCostPerDayUsd: '12.5',
				maxVideos: 100,
				pricePerSecond: 0,
			},
		},
		expected: {
			...standard,
			maxCostUsd: 0,
			maxCostPerDayUsd: 12.5,
			maxVideos: 100,
			pricePerSecond: 0,
		},
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
	expect(readLimits(contextWith(parameters))).toEqual(expected);
});

it('a limit that is no number is refused', () => {
	const context = contextWith({ limits: { parallelRenders: 'many' } });

	expect(refusalOf(() => readLimits(context))).toMatch(/^badInput: "Limits".*parallelRenders/);
});

it.each([
	{ name: 'below zero', limits: { maxCostUsd: -1 } },
	{ name: 'a price below zero', limits: { pricePerSecond: '-0.1' } },
	{ name: 'left empty by an expression', limits: { maxCostPerDayUsd: null } },
	{ name: 'an empty text', limits: { maxVideos: '' } },
	...['maxCostUsd', 'maxCostPerDayUsd', 'maxVideos', 'pricePerSecond'].map((name) => ({
		name: `nothing an expression has found (${name})`,
		limits: { [name]: undefined },
	})),
	{ name: 'no number', limits: { maxCostUsd: 'ten dollars' } },
])('a limit on money that is $name is refused, since it would hold nothing back', ({ limits }) => {
	const context = contextWith({ limits });

	expect(refusalOf(() => readLimits(context))).toMatch(/^badInput: "Limits"/);
});

it.each([undefined, null, '', 7])('limits that are %p by an expression are refused', (limits) => {
	expect(refusalOf(() => readLimits(contextWith({ limits })))).toMatch(
		/^badInput: "Limits" .*\| The expression gives no limits/,
	);
});

it('a limit on time that an expression leaves empty is that of the form', () => {
	const limits = { giveUpAfterMinutes: undefined, parallelRenders: null };

	expect(readLimits(contextWith({ limits }))).toEqual(standard);
});
