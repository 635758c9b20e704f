import { readCommandLine } from '../../../bench/render/command-line';
import { fullPlan, quickPlan } from '../../../bench/render/plan';

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
