import path from 'node:path';

import { hostileGroups } from '../test/hostile/rows';
import { playGroups } from './hostile/play';
import { describeJudged, verdict, writeReport } from './hostile/report';
import { writeReportFile } from './write-report';

/** Several times as long as all rows take, so that a state in which each row hangs ends all the same. */
const limitMs = 45 * 60_000;

const reportFile = path.join(__dirname, 'HOSTILE.md');

async function main(): Promise<void> {
	// Words of a group or row to play only those, which writes no report.
	const [words] = process.argv.slice(2);
	const groups = hostileGroups.map(({ title, rows }) => ({
		title,
		rows: rows.filter(({ name }) => words === undefined || `${title} › ${name}`.includes(words)),
	}));
	const all = await playGroups(groups, limitMs, (judged) => {
		console.log(describeJudged(judged));
	});
	console.log(`\n${verdict(all)}`);
	if (words === undefined) {
		await writeReportFile(reportFile, writeReport(all));
		console.log(`Written: ${path.relative(process.cwd(), reportFile)}`);
	}
	if (all.some(({ found }) => found.length > 0)) process.exitCode = 1;
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
