import assert from 'node:assert/strict';
import type { SuiteCase } from './case';
import { withStandIns } from './examples-stage';
import { listRendered, renderAtSimulator, startAtSimulator } from './media';

const dayMs = 24 * 60 * 60 * 1000;

export const nightlyCleanUpCase: SuiteCase = {
	name: 'example nightly-clean-up.json: what is older than a week goes, everything else stays',
	limitSeconds: 120,
	run: async (stage) => {
		let ageMs = 8 * dayMs;
		const clock = () => Date.now() - ageMs;
		await withStandIns(stage, { renderMs: 500, now: clock }, async (own) => {
			await renderAtSimulator(own, 'old and finished');
			await renderAtSimulator(own, 'old and finished too');
			const running = await startAtSimulator(own, 'old and still rendering [never]');
			ageMs = 6 * dayMs;
			const young = await renderAtSimulator(own, 'finished this week');
			ageMs = 0;

			const example = await own.importExample('nightly-clean-up.json');
			await own.run(example, 'Every night');
			const left = (await listRendered(own, '')).map(({ id }) => id);
			assert.deepEqual(left.sort(), [running.id, young.id].sort());

			await own.run(example, 'Every night');
			assert.equal((await listRendered(own, '')).length, 2);
		});
	},
};
