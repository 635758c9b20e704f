import type { Tally } from '../../scripts/closing-line';
import { readOnly } from '../only';
import type { Stage } from '../stage';

/** One thing a user can rely on, tried in a real n8n. */
export interface SuiteCase {
	name: string;
	limitSeconds: number;
	/** Node type without which the case cannot be tried. */
	needs?: string;
	run: (stage: Stage) => Promise<void>;
}

function describe(error: unknown): string {
	const text = error instanceof Error ? error.message : String(error);
	return text.trimEnd().replaceAll('\n', '\n       ');
}

async function runWithin(limitSeconds: number, work: Promise<void>): Promise<void> {
	let timer: NodeJS.Timeout | undefined;
	const limit = new Promise<never>((_resolve, reject) => {
		timer = setTimeout(() => {
			reject(new Error(`not finished after ${limitSeconds} s`));
		}, limitSeconds * 1000);
	});
	try {
		await Promise.race([work, limit]);
	} finally {
		clearTimeout(timer);
	}
}

/**
 * Runs the cases that are asked for, one after the other, and prints a line for each. Skipped ones
 * count as neither.
 */
export async function runCases(stage: Stage, all: SuiteCase[]): Promise<Tally> {
	const only = readOnly();
	const cases = all.filter(({ name }) => only.test(name));
	const nodeTypes = (await stage.client.listNodeTypes()).map(({ name }) => name);
	const tally: Tally = { passed: 0, failed: 0 };
	for (const { name, limitSeconds, needs, run } of cases) {
		if (needs !== undefined && !nodeTypes.includes(needs)) {
			console.log(`skip   ${name} (the package has no ${needs})`);
			continue;
		}
		const startedAtMs = Date.now();
		try {
			await runWithin(limitSeconds, run(stage));
			tally.passed += 1;
			console.log(`ok     ${name} (${((Date.now() - startedAtMs) / 1000).toFixed(1)} s)`);
		} catch (error) {
			tally.failed += 1;
			console.log(`FAILED ${name}\n       ${describe(error)}`);
		}
	}
	return tally;
}
