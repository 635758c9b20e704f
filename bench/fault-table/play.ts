import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import execa from 'execa';
import { type Outcome, outcomesVariable, readOutcomes } from '../../test/engine/faults/outcomes';

const repoFolder = path.join(__dirname, '../..');

/** Plays every row as `npm test` does, by jest; gives what came of each, in the order of the table. */
export async function playRows(): Promise<Outcome[]> {
	const folder = await mkdtemp(path.join(tmpdir(), 'sora-faults-'));
	const file = path.join(folder, 'outcomes.jsonl');
	try {
		// A row that falls short makes jest fail; the outcomes say more about it than its exit code.
		await execa('jest', ['test/engine/faults', '--selectProjects', 'engine'], {
			cwd: repoFolder,
			preferLocal: true,
			reject: false,
			stdio: 'inherit',
			env: { [outcomesVariable]: file },
		});
		return await readOutcomes(file);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
