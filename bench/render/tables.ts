import { judge } from './aims';
import { growthMb, type Load, type Pair, type Results, type Transfer } from './figures';
import { sumRequests } from './requests';

/** A table, to be drawn in a terminal or written in Markdown. */
export interface TextTable {
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
