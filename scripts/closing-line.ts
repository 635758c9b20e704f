/** What a run of checks comes to. */
export interface Tally {
	passed: number;
	failed: number;
}

/** The sum of several tallies. */
export function sumTallies(tallies: Tally[]): Tally {
	return tallies.reduce(
		(sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }),
		{ passed: 0, failed: 0 },
	);
}

/**
 * Prints the line that ends every run of checks, alone on its line, for people and for `.ci/run` to
 * read, and sets the exit code. Nothing may be printed after it.
 */
export function closeRun({ passed, failed }: Tally): void {
	process.stdout.write(`${passed} passed, ${failed} failed\n`);
	process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}
