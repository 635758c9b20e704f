import { nextLook } from '../../../../nodes/Sora/follow/schedule';
import { fresh, nearItsEnd, plan, seen, testPauses } from './pauses';

describe('the backoff, where nothing tells of the end', () => {
	it('grows from two seconds to twelve', () => {
		const pauses = Array.from({ length: 8 }, (_, polls) => plan({ polls }, 0).pauseMs);

		expect(pauses).toEqual([2_000, 2_800, 3_920, 5_488, 7_683, 10_756, 12_000, 12_000]);
	});

	testPauses([
		{
			name: 'is shorter by up to a fifth, so that many renders do not ask at once',
			view: {},
			random: 1,
			expected: 1_600,
		},
		{ name: 'stays bounded after a thousand looks', view: { polls: 1_000 }, expected: 12_000 },
		{
			name: 'goes on where progress stands at 0',
			view: seen([2_000, 0], [5_000, 0]),
			nowMs: 5_000,
			expected: 3_920,
		},
		{
			name: 'is denser where a look costs next to nothing',
			view: { shared: true, polls: 9 },
			nowMs: 20_000,
			expected: 3_400,
		},
		{
			name: 'does not follow young renders at every turn',
			view: { shared: true, polls: 1 },
			nowMs: 2_000,
			expected: 700,
		},
		{ name: 'begins no earlier for that', view: { shared: true }, expected: 2_000 },
	]);
});

describe('the wish of the server', () => {
	testPauses([
		{ name: 'is obeyed', view: { wishMs: 10_000 }, random: 1, expected: 10_000 },
		{
			name: 'goes before what is known of the end',
			view: { ...nearItsEnd, likeMs: [10_000], wishMs: 5_000 },
			nowMs: 9_100,
			expected: 5_000,
		},
		{ name: 'is obeyed for at most a minute', view: { wishMs: 3_600_000 }, expected: 60_000 },
		{ name: 'is no reason to ask at every turn', view: { wishMs: 1 }, expected: 500 },
	]);

	it('is the same for all, so that none has to wait for another', () => {
		expect(plan({ wishMs: 10_000, shared: true }, 60_000).slackMs).toBe(0);
	});
});

describe('the deadline', () => {
	it.each([
		{ name: 'ends every pause', deadlineMs: 11_000, nowMs: 10_000 },
		{ name: 'ends even the shortest', deadlineMs: 10_100, nowMs: 10_000 },
		{ name: 'stays where it is once it has passed', deadlineMs: 10_000, nowMs: 10_700 },
	])('$name', ({ deadlineMs, nowMs }) => {
		const look = nextLook({ ...fresh, shared: true, deadlineMs }, nowMs, 0);

		expect(look).toEqual({ dueMs: deadlineMs, latestMs: deadlineMs });
	});

	it('ends the time to wait for others', () => {
		const view = { ...fresh, ...nearItsEnd, shared: true, deadlineMs: 10_030 };

		expect(nextLook(view, 9_100, 0)).toEqual({ dueMs: 10_020, latestMs: 10_030 });
	});
});
