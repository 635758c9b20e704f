import type { Outcome } from '../../test/hostile/player/messages';
import type { HostileRow } from '../../test/hostile/row';
import type { Judged } from './play';

/** Steps wide enough for the same state to give the same table on another day. */
const blockSteps = [250, 1_000, 10_000];
const memorySteps = [64, 256, 1_024];
const requestSteps = [4, 20, 100];

/** One line of the console: ok or FAIL, and the figures. */
export function describeJudged({ group, row, seen, found }: Judged): string {
	const { outcome, perSecond, asked } = seen;
	const verdict = found.length === 0 ? 'ok  ' : 'FAIL';
	const figures =
		typeof outcome === 'string'
			? outcome
			: `${outcome.worstBlockMs} ms blocked, ${outcome.grownMb} MB grown, ${asked.length} requests, ` +
				`${perSecond.toFixed(1)} equal ones a second`;
	const lines = found.map((sentence) => `       ${sentence.slice(0, 200)}`);
	return [`${verdict} ${group} › ${row.name}: ${figures}`, ...lines].join('\n');
}

/** How many rows hold, in a sentence. */
export function verdict(all: readonly Judged[]): string {
	const good = all.filter(({ found }) => found.length === 0).length;
	return good === all.length
		? `All ${good} rows hold.`
		: `${good} of ${all.length} rows hold; those that fall short are named below.`;
}

const columns = [
	'Group',
	'Rows',
	'Inputs',
	'Hold',
	'Never ended',
	'Longest block',
	'Most memory',
	'Most equal requests',
	'Refused with',
];

/** The table as Markdown. */
export function writeReport(all: readonly Judged[]): string {
	const groups = [...new Set(all.map(({ group }) => group))];
	const table = [
		columns,
		columns.map(() => '---'),
		...groups.map((group) => summarise(group, all)),
	];
	const short = groups.flatMap((group) => listShort(group, all));
	return [
		'# Hostile and faulty servers, and what they can do to n8n',
		introduction,
		verdict(all),
		table.map((cells) => `| ${cells.join(' | ')} |`).join('\n'),
		...(short.length > 0 ? ['## What falls short', ...short] : []),
	].join('\n\n');
}

const introduction =
	"Each row is a run of the built node in n8n's engine, in a process of its own, against a server on loopback that does one thing wrong. An input is what a row does to the node: one answer or, of a row of the trigger, each delivery. Measured are the longest time in which the event loop of n8n stood still (promised: 250 ms), how far the process grew at its largest (64 MB), equal requests a second by the node's own doing (4), and what is stored; looked for are lost renders, parts of files, secrets in any spelling, and timers that outlive the run. A run that hangs, or takes n8n with it, has no figures and counts as never ended. Figures are rounded up to steps, so that the same state gives the same table. `npx jest --selectProjects hostile` plays a selection; `npm run bench:hostile` plays all and draws this table.";

function summarise(group: string, all: readonly Judged[]): string[] {
	const rows = all.filter((judged) => judged.group === group);
	const outcomes = rows.flatMap(({ seen: { outcome } }) =>
		typeof outcome === 'string' ? [] : [outcome],
	);
	const worst = (figures: number[], steps: number[], unit: string) =>
		outcomes.length === 0 ? '–' : stepOf(Math.max(...figures), steps, unit);
	const count = (counted: number[]) => String(counted.reduce((sum, one) => sum + one, 0));
	return [
		group,
		String(rows.length),
		count(rows.map(({ row }) => inputsOf(row))),
		count(rows.map(({ found }) => Number(found.length === 0))),
		String(rows.length - outcomes.length),
		worst(
			outcomes.map(({ worstBlockMs }) => worstBlockMs),
			blockSteps,
			'ms',
		),
		worst(
			outcomes.map(({ grownMb }) => grownMb),
			memorySteps,
			'MB',
		),
		worst(
			rows.map(({ seen }) => Math.floor(seen.perSecond)),
			requestSteps,
			'a second',
		),
		refusals(outcomes) || '–',
	];
}

/** Deliveries of a row of the trigger; everything else is one answer of the server. */
function inputsOf({ play: { trigger } }: HostileRow): number {
	const deliveries = trigger?.steps.flatMap((step) =>
		step.do === 'deliver' ? step.deliveries : [],
	);
	return Math.max(deliveries?.length ?? 0, 1);
}

/** The first error of each run, and what the trigger answered in place of 200. */
function refusals(outcomes: readonly Outcome[]): string {
	const counts = new Map<string, number>();
	const add = (word: string, times: number) => counts.set(word, (counts.get(word) ?? 0) + times);
	for (const { errors, replies } of outcomes) {
		for (const { kind } of errors.slice(0, 1)) add(kind, 1);
		for (const [reply, times] of Object.entries(replies)) {
			const [status = ''] = reply.split(' ');
			if (status !== '200') add(status, times);
		}
	}
	return [...counts]
		.sort(([one], [other]) => one.localeCompare(other))
		.map(([word, times]) => `\`${word}\` ${times}`)
		.join(', ');
}

function stepOf(figure: number, steps: number[], unit: string): string {
	const step = steps.find((most) => figure <= most);
	return step === undefined ? `over ${steps.at(-1) ?? 0} ${unit}` : `up to ${step} ${unit}`;
}

function listShort(group: string, all: readonly Judged[]): string[] {
	const rows = all.filter((judged) => judged.group === group && judged.found.length > 0);
	if (rows.length === 0) return [];
	const lines = rows.map(
		({ row, found }) => `- ${escaped(row.name)}: ${escaped(lasting(found[0] ?? ''))}`,
	);
	return [`### ${group}`, lines.join('\n')];
}

/** A shortcoming without the figures that differ from run to run. */
function lasting(sentence: string): string {
	return sentence
		.replace(/: \d+, (at (most|least) \d+)$/, ' ($1)')
		.replace(/127\.0\.0\.1:\d+/g, 'the server');
}

function escaped(text: string): string {
	return text.replace(/[<>*_|\\`]/g, '\\$&');
}
