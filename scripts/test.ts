import Table from 'cli-table3';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';

import { closeRun, sumTallies } from './closing-line';
import { readJestTally } from './jest-report';
import { runStage, type Stage, type StageResult } from './stage';

const reportFile = path.resolve(__dirname, '../.cache/test/jest.json');

/** Stages that check without running the package: two at a time, since each keeps one core busy. */
const lanes: Stage[][] = [
	[{ script: 'lint:eslint' }, { script: 'lint:format' }],
	[
		{ script: 'build' },
		{ script: 'check:packed', needs: 'build' },
		{ script: 'types' },
		{ script: 'lint:imports' },
	],
];

const tests: Stage = {
	script: 'test:all',
	needs: 'build',
	args: ['--json', `--outputFile=${reportFile}`],
	live: true,
	countChecks: (succeeded) => readJestTally(reportFile, succeeded),
};

async function test(): Promise<void> {
	// A report left by an earlier run would be counted as this one's.
	await rm(reportFile, { force: true });
	await mkdir(path.dirname(reportFile), { recursive: true });

	const results = (await Promise.all(lanes.map(runLane))).flat();
	results.push(await runStage(tests, results));
	printSummary(results);
	closeRun(sumTallies(results));
}

async function runLane(lane: Stage[]): Promise<StageResult[]> {
	const results: StageResult[] = [];
	for (const stage of lane) results.push(await runStage(stage, results));
	return results;
}

function printSummary(results: StageResult[]): void {
	const table = new Table({
		head: ['stage', 'outcome', 'passed', 'failed', 'seconds'],
		colAligns: ['left', 'left', 'right', 'right', 'right'],
		style: { head: [], border: [] },
	});
	for (const { script, outcome, passed, failed, seconds } of results) {
		table.push([script, outcome, passed, failed, seconds.toFixed(1)]);
	}
	console.log(`\n${table.toString()}`);
}

test().catch((error: unknown) => {
	console.error(error);
	closeRun({ passed: 0, failed: 1 });
});
