import { nextPollMs } from '../../../../nodes/Sora/render/schedule';

const leftMs = 900_000;

describe('the pause before the next look', () => {
	it('grows from two seconds to twelve', () => {
		const pauses = Array.from({ length: 8 }, (_, polls) =>
			nextPollMs({ polls, wishMs: null, leftMs }, 0),
		);

		expect(pauses.map(Math.round)).toEqual([
			2_000, 2_800, 3_920, 5_488, 7_683, 10_756, 12_000, 12_000,
		]);
	});

	it.each([
		{
			name: 'is shorter by up to a fifth, so that many renders do not ask at once',
			random: 1,
			state: {},
			expected: 1_600,
		},
		{ name: 'is what the server wishes', state: { wishMs: 10_000 }, expected: 10_000 },
		{
			name: 'is what the server wishes, without jitter',
			random: 1,
			state: { wishMs: 10_000 },
			expected: 10_000,
		},
		{
			name: 'is at most a minute, whatever the server wishes',
			state: { wishMs: 3_600_000 },
			expected: 60_000,
		},
		{
			name: 'is at least half a second, whatever the server wishes',
			state: { wishMs: 1 },
			expected: 500,
		},
		{
			name: 'ends with the time for the render',
			state: { polls: 9, leftMs: 3_000 },
			expected: 3_000,
		},
		{ name: 'is nothing when there is no time left', state: { leftMs: -5 }, expected: 0 },
		{ name: 'stays bounded after a thousand looks', state: { polls: 1_000 }, expected: 12_000 },
	])('$name', ({ random = 0, state, expected }) => {
		expect(nextPollMs({ polls: 0, wishMs: null, leftMs, ...state }, random)).toBe(expected);
	});
});
