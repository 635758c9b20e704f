import path from 'node:path';
import Table from 'cli-table3';
import type { Outcome } from '../test/engine/faults/outcomes';
import { columns, describeRow } from './fault-table/describe';
import { playRows } from './fault-table/play';
import { sectionsOf, verdict, writeReport } from './fault-table/report';
import { writeReportFile } from './write-report';

const reportFile = path.join(__dirname, 'FAULTS.md');
/** The last column holds sentences; the others are as wide as their figures. */
const widthOfWords = 60;

function printTable(outcomes: Outcome[]): void {
	for (const section of sectionsOf(outcomes)) {
		const colWidths = columns.map((_, index) =>
			index === columns.length - 1 ? widthOfWords : null,
		);
		const table = new Table({
			head: columns,
			colWidths,
			wordWrap: true,
			style: { head: [], border: [] },
		});
		table.push(...section.outcomes.map(describeRow));
		console.log(`\n${section.title}\n${table.toString()}`);
	}
	for (const { group, row, shortcomings } of outcomes) {
		for (const sentence of shortcomings) console.log(`✗ ${group} › ${row}: ${sentence}`);
	}
}

async function main(): Promise<void> {
	const outcomes = await playRows();
	printTable(outcomes);
	await writeReportFile(reportFile, writeReport(outcomes));
	console.log(`\n${verdict(outcomes)}\nWritten: ${path.relative(process.cwd(), reportFile)}`);
	if (outcomes.some(({ shortcomings }) => shortcomings.length > 0)) process.exitCode = 1;
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
