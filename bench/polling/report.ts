import type { Figures } from './cases';
import { missedAims, type Comparison } from './measure';

/** The head of the table; the first and the last column are text. */
export const head = [
	'Renders',
	'Median lag (%)',
	'p95 (%)',
	'Requests per render',
	'Requests per 20 s',
	'Backoff: median (%)',
	'p95 (%)',
	'Requests per render',
	'Aims',
];

function describeFigures(figures: Figures): string[] {
	const { medianLagPercent, p95LagPercent, requestsPerRender } = figures;
	return [medianLagPercent.toFixed(1), p95LagPercent.toFixed(1), requestsPerRender.toFixed(2)];
}

function describeAims(comparison: Comparison): string {
	const missed = missedAims(comparison);
	return missed.length === 0 ? 'met' : `missed: ${missed.join(', ')}`;
}

/** A row of the table. */
export function describe(comparison: Comparison): string[] {
	const { polling, ours, plain } = comparison;
	return [
		polling.name,
		...describeFigures(ours),
		ours.requestsPerTwentySeconds.toFixed(2),
		...describeFigures(plain),
		describeAims(comparison),
	];
}

/** Comparisons by their group, in the order of the table. */
export function byGroup(comparisons: readonly Comparison[]): Map<string, Comparison[]> {
	const groups = new Map<string, Comparison[]>();
	for (const comparison of comparisons) {
		const { group } = comparison.polling;
		groups.set(group, [...(groups.get(group) ?? []), comparison]);
	}
	return groups;
}

const introduction = `# How soon a finished render is noticed

Written by \`npm run bench:polling\`: a simulation of the schedule alone (\`nodes/Sora/follow/schedule.ts\`),
without server and n8n, the same every time. Answers take no time, and no server asks to be left alone.

Lag is the time from the end of a render until a look shows it, in percent of its render time (time in
a queue not counted). Requests per 20 s are per render and 20 s from its begin to its end. Backoff is the
plain one, 2 s × 1.4 to 12 s with up to 20 % jitter and a request for each look. A page of the list looks
at all renders in flight by one request, which counts for each by its share.

The aims: a median lag of 2 % where progress moves and of 10 % elsewhere; for batches one request per
render and 20 s, and for those of 100 also 0.3 requests per render. They pull against each other where few
renders are in flight or their ends lie far apart, so that a look which finds one end finds no other.
There the lag was put first.

Where a first look shows no progress, one page of the server's list tells how long like renders took; the
list here shows some of the same kind, twice as many others and failed ones, and its times count whole
seconds and time in a queue. The aims there are a median lag of 5 % and 15 % at the 95th percentile. Until
one of the run itself has ended, what the list tells is believed for half the time that has passed at
most, since those in the list may have had to wait where this one need not.`;

/** The report in Markdown; not yet laid out as the repository wants it. */
export function writeReport(comparisons: readonly Comparison[]): string {
	const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
	const isText = (column: number) => column === 0 || column === head.length - 1;
	const rule = head.map((_, column) => (isText(column) ? '---' : '---:'));
	const sections = [...byGroup(comparisons)].map(
		([group, rows]) => `## ${group}\n\n${[head, rule, ...rows.map(describe)].map(line).join('\n')}`,
	);
	return `${[introduction, ...sections].join('\n\n')}\n`;
}
