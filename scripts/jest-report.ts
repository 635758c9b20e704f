import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';

import type { Tally } from './closing-line';

const jestReport = z.object({
	numPassedTests: z.number(),
	numFailedTests: z.number(),
	numRuntimeErrorTestSuites: z.number(),
});

/**
 * Counts the tests in a report of jest's `--json --outputFile`. A test file that could not run counts as
 * one failure; so does a run that failed for another reason than its tests: the coverage, or a crash.
 */
export async function readJestTally(file: string, succeeded: boolean): Promise<Tally> {
	if (!existsSync(file)) return { passed: 0, failed: 1 };

	const report = jestReport.parse(JSON.parse(await readFile(file, 'utf8')));
	const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
	return {
		passed: report.numPassedTests,
		failed: failed === 0 && !succeeded ? 1 : failed,
	};
}
