import type { Outcome } from '../../test/engine/faults/outcomes';
import { columns, describeRow, lasting } from './describe';

/** The rows of one subject. */
export interface Section {
	title: string;
	outcomes: Outcome[];
}

/** The outcomes by their groups, in the order in which they came. */
export function sectionsOf(outcomes: Outcome[]): Section[] {
	const titles = [...new Set(outcomes.map(({ group }) => group))];
	return titles.map((title) => ({
		title,
		outcomes: outcomes.filter(({ group }) => group === title),
	}));
}

/** How many rows hold, in a sentence. */
export function verdict(outcomes: Outcome[]): string {
	const good = outcomes.filter(({ shortcomings }) => shortcomings.length === 0).length;
	return good === outcomes.length
		? `All ${good} rows hold.`
		: `${good} of ${outcomes.length} rows hold; ✗ marks those that fall short.`;
}

/** The table as Markdown. */
export function writeReport(outcomes: Outcome[]): string {
	const parts = sectionsOf(outcomes).flatMap(({ title, outcomes: rows }) => [
		`## ${title}`,
		[columns, columns.map(() => '---'), ...rows.map(describeRow)].map(tableLine).join('\n'),
		...rows.flatMap(({ row, shortcomings }) =>
			shortcomings.map((sentence) => `✗ ${row}: ${lasting(sentence)}`),
		),
	]);
	return [
		`# Faults, and what becomes of the clips`,
		introduction,
		verdict(outcomes),
		...parts,
	].join('\n\n');
}

const introduction = `Each row is a run of the operation Create in n8n's engine against the [simulator](../simulator/README.md), with one thing going wrong, by a clock that is moved. Where nothing else is said, three items are rendered side by side, one of them meets the fault, and the node's On Error is "Continue (using error output)". "Paid" counts the renders the server has started, "Clips" the files that arrived, compared byte by byte with the server's. Where the node stops on failure, n8n drops the output of all items, and the error names every id. A test holds every row; \`npm run bench:faults\` draws this table.`;

function tableLine(cells: string[]): string {
	return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
}
