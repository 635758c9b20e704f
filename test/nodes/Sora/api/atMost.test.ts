import { atMost } from '../../../../nodes/Sora/api/atMost';
import { pause } from '../../../../nodes/Sora/api/pause';
import { useLab } from '../lab';

const lab = useLab();

it('runs so many tasks at once, in order, and goes on after one that failed', async () => {
	const limit = atMost(2);
	const begun: number[] = [];
	let running = 0;
	let most = 0;
	const tasks = Array.from({ length: 6 }, async (_none, index) =>
		limit(async () => {
			begun.push(index);
			most = Math.max(most, ++running);
			await pause(1_000);
			running--;
			if (index === 1) throw new Error('lost');
			return index;
		}),
	);

	const outcomes = await lab.run(Promise.allSettled(tasks));

	expect(begun).toEqual([0, 1, 2, 3, 4, 5]);
	expect(most).toBe(2);
	expect(outcomes.map(({ status }) => status)).toEqual(
		[0, 1, 2, 3, 4, 5].map((index) => (index === 1 ? 'rejected' : 'fulfilled')),
	);
	expect(lab.elapsedMs()).toBe(3_000);
});
