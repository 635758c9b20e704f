import { longestTimerMs, timerMs } from '../../../../nodes/Sora/api/timer';

const month = 30 * 24 * 3_600_000;

it.each([
	{ name: 'an ordinary time', ms: 30_000, expected: 30_000 },
	{ name: 'a fraction', ms: 0.2, expected: 1 },
	{ name: 'a time gone by', ms: -5, expected: 0 },
	{ name: 'the longest time', ms: longestTimerMs, expected: longestTimerMs },
	{ name: 'a month', ms: month, expected: longestTimerMs },
	{ name: 'for ever', ms: Infinity, expected: longestTimerMs },
])('a timer takes $name as $expected ms', ({ ms, expected }) => {
	expect(timerMs(ms)).toBe(expected);
});
