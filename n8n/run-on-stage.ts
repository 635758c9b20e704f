import type { Tally } from '../scripts/closing-line';
import { raiseStage, type Stage } from './stage';

/** Short enough for a suite, long enough to see a render queued, running and finished. */
const renderMs = 1_500;
/** A real server repeats a refused delivery after seconds, then minutes; the suite has no minutes. */
const retryPausesMs = [1_000, 2_000, 4_000, 8_000, 16_000];

/**
 * Runs cases against a fresh n8n and ends it again. After a failure n8n's folder is kept, and the
 * place of its log is printed.
 */
export async function runOnStage(run: (stage: Stage) => Promise<Tally>): Promise<Tally> {
	const stage = await raiseStage({ renderMs, retryPausesMs });
	let tally: Tally = { passed: 0, failed: 1 };
	try {
		tally = await run(stage);
		return tally;
	} finally {
		await stage.close(tally.failed > 0);
		if (tally.failed > 0) console.log(`The log of n8n: ${stage.server.logFile}`);
	}
}
