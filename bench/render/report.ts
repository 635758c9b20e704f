import {
	growthMb,
	type Load,
	type Pair,
	type Results,
	sumRequests,
	type Transfer,
	transferRatio,
} from './figures';
import { judge } from './plan';

/** A table, to be drawn in a terminal or written in Markdown. */
interface TextTable {
	title: string;
	head: string[];
	rows: string[][];
}

const seconds = (value: number) => value.toFixed(2);
const ratio = (value: number) => value.toFixed(2);
const whole = (value: number) => value.toFixed(0);

/** Stands before every figure that has not been measured. */
const guess = '≈ ';

function comparePair({ batch, idealSeconds, ours, theirs, extrapolated }: Pair): string[] {
	const mark = extrapolated ? guess : '';
	return [
		`${batch.items} × ${batch.renderSeconds} s`,
		seconds(idealSeconds),
		seconds(ours.wallSeconds),
		ratio(ours.wallSeconds / idealSeconds),
		mark + seconds(theirs.wallSeconds),
		mark + ratio(theirs.wallSeconds / idealSeconds),
		mark + ratio(theirs.wallSeconds / ours.wallSeconds),
		`${sumRequests(ours.requests)} (${ours.requests.status})`,
		`${mark}${sumRequests(theirs.requests)} (${theirs.requests.status})`,
	];
}

function describeLoad({ batch, idealSeconds, effort, usage }: Load): string[] {
	return [
		`${batch.items} × ${batch.renderSeconds} s`,
		seconds(idealSeconds),
		seconds(effort.wallSeconds),
		ratio(effort.wallSeconds / idealSeconds),
		`${sumRequests(effort.requests)} (${effort.requests.status})`,
		ratio(effort.requests.status / batch.items),
		seconds(usage.cpuSeconds),
		whole(usage.beforeMb),
		whole(usage.peakMb),
		whole(growthMb(usage)),
	];
}

function describeTransfer(transfer: Transfer, index: number): string[] {
	const { bytes, oursSeconds, httpSeconds, bareSeconds, usage } = transfer;
	const taken = [oursSeconds, httpSeconds, bareSeconds];
	return [
		`${index + 1}`,
		...taken.map(seconds),
		...taken.map((one) => whole(bytes / 1_000_000 / one)),
		ratio(bareSeconds / oursSeconds),
		ratio(httpSeconds / oursSeconds),
		seconds(usage.cpuSeconds),
		whole(growthMb(usage)),
	];
}

const sideBySideHead = [
	'Items',
	'Ideal (s)',
	'Ours (s)',
	'÷ ideal',
	"n8n's (s)",
	'÷ ideal',
	"n8n's ÷ ours",
	'Requests, ours',
	"Requests, n8n's",
];
const loadHead = [
	'Items',
	'Ideal (s)',
	'Wall (s)',
	'÷ ideal',
	'Requests',
	'Status per render',
	'CPU (s)',
	'Memory before (MB)',
	'Peak (MB)',
	'Growth (MB)',
];
const transferHead = [
	'Round',
	'Ours (s)',
	'HTTP Request (s)',
	'Bare (s)',
	'Ours (MB/s)',
	'HTTP Request (MB/s)',
	'Bare (MB/s)',
	"Ours ÷ bare's speed",
	"Ours ÷ HTTP Request's",
	'CPU, ours (s)',
	'Growth, ours (MB)',
];

/** The tables of all parts that have run, the verdict first. */
export function buildTables(results: Results): TextTable[] {
	const { sideBySide = [], load = [], transfer = [] } = results;
	const verdict = judge(results).map(({ aim, measured, met }) => [
		aim,
		measured,
		met ? 'yes' : 'no',
	]);
	const gibibytes = (transfer[0]?.bytes ?? 0) / 2 ** 30;
	const tables = [
		{ title: 'Aims', head: ['Aim', 'Measured', 'Met'], rows: verdict },
		{ title: 'Side by side', head: sideBySideHead, rows: sideBySide.map(comparePair) },
		{ title: 'Many items', head: loadHead, rows: load.map(describeLoad) },
		{
			title: `One file of ${gibibytes} GiB`,
			head: transferHead,
			rows: transfer.map(describeTransfer),
		},
	];
	return tables.filter(({ rows }) => rows.length > 0);
}

/** What stood under the benchmark. */
export interface Setting {
	date: Date;
	n8nVersion: string;
	nodeVersion: string;
	packageVersion: string;
	platform: string;
	cores: number;
}

function toMarkdown({ head, rows }: TextTable): string {
	const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
	// The first column is text, the others are figures.
	const rule = head.map((_, index) => (index === 0 ? '---' : '---:'));
	return [head, rule, ...rows].map(line).join('\n');
}

function introduce(setting: Setting): string {
	const { date, n8nVersion, nodeVersion, packageVersion, platform, cores } = setting;
	return `# Benchmark

\`npm run bench\` on ${date.toISOString().slice(0, 10)}: n8n ${n8nVersion} on Node ${nodeVersion},
n8n-nodes-sora ${packageVersion}, ${platform}, ${cores} cores. This file is written by the command.

One real n8n, and one simulator of the Videos API in another process, both on loopback. A render
takes a fixed time, its file is tiny unless a table says otherwise. Seconds run from the start to
the end of an execution, by n8n's own clock. A run in which not every item comes out with its
file ends the benchmark.

![Seconds by number of items](../docs/images/bench.svg)`;
}

/** Written under the table of that title. */
const notes: Record<string, string> = {
	'Side by side': `Our node: Create, with Parallel Renders as many as items. n8n's: its OpenAI node, Video → Generate,
as its form is filled by default; it works items off one after the other, asks every ten seconds
and waits for ten more when all is done. **Figures with ≈ are not measured**: they lie on the
straight line through n8n's shorter runs with renders of the same length (through zero, where
there is only one). Everything else is measured.

Ideal is render time, one round trip (median of 21 creates) and transfer (the same files, fetched
side by side by a bare undici client and written to disk). Requests are all that the server got;
those that ask how renders stand, list pages included, are in parentheses.`,
	'Many items': `Our node alone, n8n restarted before each run and warmed up with one item; 200 renders at a time
at most, so 1,000 items need five rounds, which the ideal counts too. CPU time and resident memory
are those of the n8n process, peaks as the kernel keeps them.`,
};

function noteTransfer({ transfer = [] }: Results): string {
	const compare = (other: 'bareSeconds' | 'httpSeconds') =>
		transferRatio(transfer, other).toFixed(2);
	return `Download of a finished video by our node, in turn with n8n's own HTTP Request node and with a bare
undici client in a process of its own, which stream the same file from the same server to the same
disk. For the nodes, seconds are those of the whole execution. n8n was restarted before, and warmed
up with a smaller file. Our speed is ${compare('bareSeconds')} of the bare client's and ${compare('httpSeconds')} of the HTTP Request
node's (median of the rounds); the latter shows what n8n itself needs to fetch and store a file.`;
}

/** The report in Markdown; not yet laid out as the repository wants it. */
export function writeReport(setting: Setting, results: Results): string {
	const sections = buildTables(results).map((table) => {
		const note =
			notes[table.title] ?? (table.title.startsWith('One file') ? noteTransfer(results) : '');
		return [`## ${table.title}`, toMarkdown(table), note].filter(Boolean).join('\n\n');
	});
	return `${[introduce(setting), ...sections].join('\n\n')}\n`;
}
