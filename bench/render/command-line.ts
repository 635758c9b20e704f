import { parseArgs } from 'node:util';
import { fullPlan, type Plan, quickPlan } from './plan';

/** The parts of the benchmark, in the order in which they run. */
export const partNames = ['side-by-side', 'load', 'transfer'] as const;

export type PartName = (typeof partNames)[number];

/** What was asked for on the command line. */
export interface Order {
	plan: Plan;
	parts: PartName[];
	/** Whether this is the whole benchmark, whose figures are kept. */
	complete: boolean;
}

export const usage = `Usage: npm run bench -- [options]

  --quick          a short subset, about a minute
  --only <part>    one part: ${partNames.join(', ')}; may be given more than once
  --help

Without options everything is measured, about ten minutes, and written to bench/RESULTS.md.
`;

/**
 * Reads the arguments after the script's name.
 * @throws with a sentence for whoever typed them.
 */
export function readCommandLine(args: string[]): Order | 'help' {
	const { values } = parseArgs({
		args,
		options: {
			quick: { type: 'boolean', default: false },
			only: { type: 'string', multiple: true, default: [] },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) return 'help';
	const unknown = values.only.find((name) => !partNames.some((part) => part === name));
	if (unknown !== undefined) {
		throw new Error(`There is no part "${unknown}". The parts: ${partNames.join(', ')}.`);
	}
	const all = values.only.length === 0;
	return {
		plan: values.quick ? quickPlan : fullPlan,
		parts: partNames.filter((part) => all || values.only.includes(part)),
		complete: all && !values.quick,
	};
}
