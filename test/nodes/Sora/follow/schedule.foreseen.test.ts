import { seededRandom } from '../../../../bench/polling/random';
import { nextLook } from '../../../../nodes/Sora/follow/schedule';
import { fresh, nearItsEnd, seen, testPauses } from './pauses';

/** 99 % after 9.9 s, and still there. */
const overdue = (nowMs: number) => seen([4_900, 49], [9_900, 99], [nowMs, 99]);

describe('where progress moves', () => {
	testPauses([
		{
			name: 'most of the way to the end passes before the next look',
			view: seen([11_000, 50]),
			nowMs: 11_000,
			expected: 7_471,
		},
		{
			name: 'a rate measured for two seconds is trusted for two more',
			view: seen([2_000, 4]),
			nowMs: 2_000,
			expected: 2_000,
		},
		{
			name: 'a rate measured for no time is asked about as in the beginning',
			view: seen([100, 1]),
			nowMs: 100,
			expected: 2_000,
		},
		{
			name: 'an end far away is no reason to look away for long',
			view: seen([100_000, 33]),
			nowMs: 100_000,
			expected: 20_000,
		},
		{ name: 'a near end is awaited in one go', view: nearItsEnd, nowMs: 9_100, expected: 920 },
		{
			name: 'an end that is due any moment is not asked for at every turn',
			view: seen([4_900, 49], [9_900, 99]),
			nowMs: 9_900,
			expected: 500,
		},
		{
			name: 'coarse steps are searched for the end',
			view: seen([50_000, 50], [90_000, 90]),
			nowMs: 90_000,
			expected: 3_600,
		},
		{
			name: 'an end that does not come is asked for less and less',
			view: overdue(12_000),
			nowMs: 12_000,
			expected: 1_100,
		},
		{
			name: 'one that never comes is asked for as by backoff',
			view: overdue(112_000),
			nowMs: 112_000,
			expected: 12_000,
		},
		{
			name: 'an end that a halt has put off is awaited anew',
			view: seen([4_400, 44], [9_100, 91], [12_000, 91]),
			nowMs: 12_000,
			expected: 820,
		},
		{
			name: 'like renders have nothing to say',
			view: { ...nearItsEnd, likeMs: [60_000] },
			nowMs: 9_100,
			expected: 920,
		},
		{
			name: 'a fall brings the backoff back, until it has moved again',
			view: seen([40_000, 80], [45_000, 20]),
			nowMs: 45_000,
			expected: 3_920,
		},
	]);
});

describe('where like renders have ended', () => {
	testPauses([
		{
			name: 'one look on the way asks whether progress moves',
			view: { likeMs: [20_000] },
			expected: 13_300,
		},
		{
			name: 'the next is just before the shortest time',
			view: { likeMs: [24_000, 20_000], ...seen([13_300, null]) },
			nowMs: 13_300,
			expected: 5_700,
		},
		{
			name: 'the end is searched between the shortest and the longest time',
			view: { likeMs: [24_000, 20_000], polls: 1 },
			nowMs: 19_000,
			expected: 2_800,
		},
		{
			name: 'a time that is far away is no reason to look away for long',
			view: { likeMs: [100_000] },
			expected: 20_000,
		},
		{
			name: 'nor is it after the look on the way',
			view: { likeMs: [100_000], polls: 4 },
			nowMs: 70_000,
			expected: 20_000,
		},
		{
			name: 'one that took much longer is no reason to look away for long',
			view: { likeMs: [20_000, 200_000], polls: 5 },
			nowMs: 30_000,
			expected: 10_756,
		},
		{
			name: 'a render that takes longer than all is asked for less and less',
			view: { likeMs: [20_000] },
			nowMs: 30_000,
			expected: 5_100,
		},
		{
			name: 'one that takes longer than all by far is asked for as by backoff',
			view: { likeMs: [20_000] },
			nowMs: 200_000,
			expected: 12_000,
		},
		{
			name: 'what only the list tells is believed for half the time that has passed',
			view: { likeMs: [100_000, 110_000], fromList: true, polls: 2 },
			nowMs: 30_000,
			expected: 15_000,
		},
		{
			name: 'and for no less than by backoff',
			view: { likeMs: [100_000, 110_000], fromList: true, polls: 1 },
			nowMs: 2_000,
			expected: 2_800,
		},
		{
			name: 'and for no longer than the times of the run',
			view: { likeMs: [200_000, 210_000], fromList: true, polls: 5 },
			nowMs: 60_000,
			expected: 20_000,
		},
		{
			name: 'its shortest time is awaited all the same',
			view: { likeMs: [20_000, 22_000], fromList: true, polls: 4 },
			nowMs: 13_300,
			expected: 5_700,
		},
		{
			name: 'one that is just as long as all is asked for by a fraction of its time',
			view: { likeMs: [20_000] },
			nowMs: 19_000,
			expected: 1_330,
		},
	]);
});

describe('a render whose progress makes no sense', () => {
	const forMs = 900_000;

	it.each([
		{ name: 'stuck at 1', progressAt: () => 1 },
		{ name: 'stuck at 50', progressAt: (ms: number) => Math.min(ms / 1_000, 50) },
		{ name: 'stuck at 99', progressAt: (ms: number) => Math.min(ms / 1_000, 99) },
		{ name: 'stuck at 100', progressAt: (ms: number) => Math.min(ms / 1_000, 100) },
		{ name: 'round and round', progressAt: (ms: number) => (ms / 500) % 100 },
		{ name: 'backwards', progressAt: (ms: number) => 100 - ms / 9_000 },
		{ name: 'between 0 and 1', progressAt: (ms: number) => ms / forMs },
		{ name: 'closer and closer', progressAt: (ms: number) => 100 - 100 * 0.5 ** (ms / 30_000) },
		{
			name: 'by chance',
			progressAt: (ms: number) => {
				const number = seededRandom(ms)();
				return number < 0.2 ? null : Math.round(100 * number);
			},
		},
	])('is neither left alone nor asked for at every turn: $name', ({ progressAt }) => {
		const view = { ...fresh, deadlineMs: 2 * forMs };
		const pauses: number[] = [];
		for (let nowMs = 0; nowMs < forMs;) {
			const { dueMs } = nextLook(view, nowMs, 0.5);
			pauses.push(dueMs - nowMs);
			nowMs = dueMs;
			const look = { atMs: nowMs, progress: progressAt(nowMs) };
			Object.assign(view, { looks: [...view.looks, look], polls: view.polls + 1 });
		}

		expect(Math.min(...pauses)).toBeGreaterThanOrEqual(500);
		expect(Math.max(...pauses)).toBeLessThanOrEqual(20_000);
		expect(pauses.length).toBeLessThan(300);
	});
});
