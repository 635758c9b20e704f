import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import Table from 'cli-table3';
import { format, resolveConfig } from 'prettier';
import { pollingCases } from './polling/cases';
import { comparePolling } from './polling/measure';
import { byGroup, describe, head, writeReport } from './polling/report';

const reportFile = path.join(__dirname, 'POLLING.md');

async function main(): Promise<void> {
	const comparisons = pollingCases.map((polling) => comparePolling(polling));
	for (const [group, rows] of byGroup(comparisons)) {
		const table = new Table({ head, style: { head: [], border: [] } });
		table.push(...rows.map(describe));
		console.log(`\n${group}\n${table.toString()}`);
	}
	const options = await resolveConfig(reportFile);
	const text = await format(writeReport(comparisons), { ...options, filepath: reportFile });
	await writeFile(reportFile, text);
	console.log(`\nWritten: ${reportFile}`);
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
