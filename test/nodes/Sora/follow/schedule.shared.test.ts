import { sharedLookMs } from '../../../../nodes/Sora/follow/schedule';
import { nearItsEnd, plan, seen } from './pauses';

describe('a look shared with others', () => {
	it.each([
		{ name: 'waits for none where it is not shared', view: {}, nowMs: 0, expected: 0 },
		{
			name: 'waits a little in backoff',
			view: { shared: true },
			nowMs: 0,
			expected: 100,
		},
		{
			name: 'waits hardly at a near end',
			view: { ...nearItsEnd, shared: true },
			nowMs: 9_100,
			expected: 200,
		},
		{
			name: 'waits a little longer in a search through coarse steps',
			view: { ...seen([50_000, 50], [90_000, 90]), shared: true },
			nowMs: 90_000,
			expected: 2_700,
		},
		{
			name: 'waits up to twice the pause far from the end',
			view: { ...seen([2_000, 4]), shared: true },
			nowMs: 2_000,
			expected: 4_000,
		},
		{
			name: 'waits for a fraction of the time by like renders',
			view: { likeMs: [20_000], shared: true },
			nowMs: 19_000,
			expected: 760,
		},
		{
			name: 'waits most of the time from the look on the way to the shortest time',
			view: { likeMs: [20_000], shared: true },
			nowMs: 0,
			expected: 4_560,
		},
		{
			name: 'waits no longer than a look may be away',
			view: { likeMs: [200_000], shared: true },
			nowMs: 0,
			expected: 20_000,
		},
	])('$name', ({ view, nowMs, expected }) => {
		expect(plan(view, nowMs).slackMs).toBe(expected);
	});

	it.each([
		{
			name: 'is taken when the only one is due',
			looks: [{ dueMs: 10, latestMs: 20 }],
			expected: 10,
		},
		{
			name: 'is put off for others that will be due in time',
			looks: [
				{ dueMs: 10, latestMs: 20 },
				{ dueMs: 17, latestMs: 40 },
				{ dueMs: 14, latestMs: 30 },
			],
			expected: 17,
		},
		{
			name: 'is not put off for others that will be due too late',
			looks: [
				{ dueMs: 10, latestMs: 20 },
				{ dueMs: 21, latestMs: 40 },
			],
			expected: 10,
		},
	])('$name', ({ looks, expected }) => {
		expect(sharedLookMs(looks)).toBe(expected);
	});
});
