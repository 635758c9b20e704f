import execa from 'execa';

import type { Tally } from './closing-line';

/** A hanging stage must not hang the whole run; on two cores none takes more than a few minutes. */
const stageTimeLimitMs = 600_000;

/** One named script of package.json, run as part of `npm test`. */
export interface Stage {
	script: string;
	/** A script without which this one has nothing to look at. */
	needs?: string;
	args?: string[];
	/** Whether its output appears as it comes; otherwise in one piece when it ends. */
	live?: boolean;
	/** What the stage counts for when it holds more than one check. */
	countChecks?: (succeeded: boolean) => Promise<Tally>;
}

/** How a stage ended. */
export interface StageResult extends Tally {
	script: string;
	outcome: 'passed' | 'failed' | 'not run';
	seconds: number;
}

/** Runs one stage to its end. A stage that crashes is a failed one, never an exception. */
export async function runStage(stage: Stage, earlier: StageResult[]): Promise<StageResult> {
	const { script, needs, args = [], live = false, countChecks } = stage;
	if (needs !== undefined && !hasPassed(earlier, needs)) {
		return { script, outcome: 'not run', seconds: 0, passed: 0, failed: 1 };
	}
	const startedAt = Date.now();
	const run = await execa('npm', ['run', '--silent', script, '--', ...args], {
		stdin: 'ignore',
		...(live ? { stdout: 'inherit', stderr: 'inherit' } : { all: true }),
		reject: false,
		timeout: stageTimeLimitMs,
	});
	const seconds = (Date.now() - startedAt) / 1000;
	const succeeded = !run.failed;
	if (!live) console.log(`\n> ${script}\n${run.all ?? ''}`.trimEnd());
	if (run.timedOut) console.log(`${script} was stopped after ${seconds} s.`);

	const tally = countChecks
		? await countChecks(succeeded)
		: { passed: Number(succeeded), failed: Number(!succeeded) };
	return { script, outcome: tally.failed === 0 ? 'passed' : 'failed', seconds, ...tally };
}

function hasPassed(results: StageResult[], script: string): boolean {
	return results.some((result) => result.script === script && result.outcome === 'passed');
}
