import { fullPlan, judge, quickPlan, readCommandLine } from '../../../bench/render/plan';
import { batch, effort, load, pair, transfer, usage } from './planted';

const all = ['side-by-side', 'load', 'transfer'];

it.each([
	{ name: 'nothing: everything, and kept', args: [], plan: fullPlan, parts: all, complete: true },
	{ name: 'quick: not kept', args: ['--quick'], plan: quickPlan, parts: all, complete: false },
	{
		name: 'one part: not kept',
		args: ['--only', 'transfer'],
		plan: fullPlan,
		parts: ['transfer'],
		complete: false,
	},
	{
		name: 'parts in any order run in the usual one',
		args: ['--quick', '--only', 'transfer', '--only', 'load'],
		plan: quickPlan,
		parts: ['load', 'transfer'],
		complete: false,
	},
])('asked for $name', ({ args, plan, parts, complete }) => {
	expect(readCommandLine(args)).toEqual({ plan, parts, complete });
});

it('names the parts to whoever misspells one', () => {
	expect(() => readCommandLine(['--only', 'speed'])).toThrow(
		/"speed".*side-by-side, load, transfer/,
	);
});

it.each([
	{
		name: 'the largest batch over the ideal',
		results: { sideBySide: [pair({ batch: batch(1, 3), ours: effort(30) }), pair()] },
		expected: [{ measured: '1.20', met: true }],
	},
	{
		name: 'a batch that is too slow',
		results: { sideBySide: [pair({ ours: effort(4.6) })] },
		expected: [{ measured: '1.53', met: false }],
	},
	{
		name: 'status requests of the busiest run, and memory between the smallest and the largest',
		results: {
			load: [
				load({ effort: effort(21, 10) }),
				load({ batch: batch(1_000, 20), effort: effort(110, 1_100), usage: usage(500, 719) }),
			],
		},
		expected: [
			{ measured: '1.10', met: false },
			{ measured: '199 MB', met: true },
		],
	},
	{
		name: 'status requests by the length of the render',
		results: { load: [load({ batch: batch(10, 60), effort: effort(61, 30) })] },
		expected: [
			{ measured: '1.00', met: true },
			{ measured: '0 MB', met: true },
		],
	},
	{
		name: 'the worst growth of all rounds',
		results: { transfer: [transfer(), transfer({ usage: usage(500, 564) }), transfer()] },
		expected: [{ measured: '64 MB', met: false }],
	},
	{ name: 'nothing, where nothing was measured', results: {}, expected: [] },
])('judges $name', ({ results, expected }) => {
	expect(judge(results)).toEqual(expected.map((one) => expect.objectContaining(one) as object));
});
