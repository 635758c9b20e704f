import { parseArgs } from 'node:util';
import { type Batch, growthMb, type Load, type Results, type Transfer } from './figures';

/** Renders of one length through both nodes. */
export interface Comparison {
	renderSeconds: number;
	items: number[];
	/** The most items that n8n's node gets; what more would take is extrapolated. */
	theirsUpTo: number;
}

/** What is measured. */
export interface Plan {
	sideBySide: Comparison[];
	load: Batch[];
	transfer: { bytes: number; rounds: number };
}

/** The most that the node's form allows. */
const mostParallel = 200;

const mebibyte = 2 ** 20;

/** About ten minutes, most of which n8n's node spends waiting. */
export const fullPlan: Plan = {
	sideBySide: [
		{ renderSeconds: 3, items: [1, 10, 50], theirsUpTo: 10 },
		{ renderSeconds: 20, items: [1, 10, 50], theirsUpTo: 1 },
	],
	load: [10, 200, 1_000].map((items) => ({ items, renderSeconds: 20, parallel: mostParallel })),
	transfer: { bytes: 2_048 * mebibyte, rounds: 3 },
};

/** About a minute, to see whether everything still runs. */
export const quickPlan: Plan = {
	sideBySide: [{ renderSeconds: 3, items: [1, 10], theirsUpTo: 1 }],
	load: [10, 50].map((items) => ({ items, renderSeconds: 3, parallel: mostParallel })),
	transfer: { bytes: 256 * mebibyte, rounds: 1 },
};

/** Something the node promises, and how it has turned out. */
export interface Aim {
	aim: string;
	measured: string;
	met: boolean;
}

const mostOverIdeal = 1.5;
const pollSeconds = 20;
const mostMoreMb = 200;
const mostGrowthMb = 64;

/** Status requests per render, and per 20 s of it where it takes longer. */
function statusPerRender({ batch, effort }: Load): number {
	const shares = Math.max(1, batch.renderSeconds / pollSeconds);
	return effort.requests.status / batch.items / shares;
}

function judgeLoad(load: Load[]): Aim[] {
	const busiest = Math.max(...load.map(statusPerRender));
	const [few, many] = [load.at(0), load.at(-1)];
	if (few === undefined || many === undefined) return [];
	const moreMb = many.usage.peakMb - few.usage.peakMb;
	return [
		{
			aim: `At most one status request per render and ${pollSeconds} s of render time`,
			measured: busiest.toFixed(2),
			met: busiest <= 1,
		},
		{
			aim: `${many.batch.items} items with under ${mostMoreMb} MB more memory than ${few.batch.items}`,
			measured: `${moreMb.toFixed(0)} MB`,
			met: moreMb < mostMoreMb,
		},
	];
}

function judgeTransfer(transfer: Transfer[]): Aim[] {
	const most = Math.max(...transfer.map(({ usage }) => growthMb(usage)));
	const gibibytes = (transfer[0]?.bytes ?? 0) / 2 ** 30;
	return [
		{
			aim: `A file of ${gibibytes} GiB with under ${mostGrowthMb} MB growth`,
			measured: `${most.toFixed(0)} MB`,
			met: most < mostGrowthMb,
		},
	];
}

/** Judges what has been measured; parts that have not run are left out. */
export function judge({ sideBySide = [], load = [], transfer = [] }: Results): Aim[] {
	const largest = Math.max(...sideBySide.map(({ batch }) => batch.items));
	const judged = sideBySide
		.filter(({ batch }) => batch.items === largest)
		.map(({ batch, idealSeconds, ours }) => ({ batch, ratio: ours.wallSeconds / idealSeconds }));
	return [
		...judged.map(({ batch, ratio }) => ({
			aim: `${batch.items} items of ${batch.renderSeconds} s in at most ${mostOverIdeal} × ideal`,
			measured: ratio.toFixed(2),
			met: ratio <= mostOverIdeal,
		})),
		...judgeLoad(load),
		...(transfer.length > 0 ? judgeTransfer(transfer) : []),
	];
}

/** The parts of the benchmark, in the order in which they run. */
const partNames = ['side-by-side', 'load', 'transfer'] as const;

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
