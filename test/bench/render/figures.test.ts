import {
	countLastRound,
	countRequests,
	countRounds,
	extrapolate,
	idealSeconds,
	type MeasuredEffort,
	sumRequests,
	transferRatio,
} from '../../../bench/render/figures';
import { transfer } from './planted';

it('counts list pages among the questions how renders stand, and loses no request', () => {
	const routes = ['create', 'create', 'list', 'status', 'content', 'models', 'unknown'] as const;

	const counts = countRequests(routes.map((route) => ({ route })));

	expect(counts).toEqual({ create: 2, status: 2, content: 1, other: 2 });
	expect(sumRequests(counts)).toBe(routes.length);
});

const bare = { roundTripSeconds: 0.01, transferSeconds: 0.2 };

it.each([
	{ name: 'one item', items: 1, parallel: 1, rounds: 1, last: 1, expected: 20.21 },
	{ name: 'all items at once', items: 50, parallel: 50, rounds: 1, last: 50, expected: 20.21 },
	{
		name: 'fewer items than slots',
		items: 10,
		parallel: 200,
		rounds: 1,
		last: 10,
		expected: 20.21,
	},
	{ name: 'full rounds', items: 1_000, parallel: 200, rounds: 5, last: 200, expected: 100.21 },
	{
		name: 'a last round of its own',
		items: 201,
		parallel: 200,
		rounds: 2,
		last: 1,
		expected: 40.21,
	},
])('ideal for $name', ({ items, parallel, rounds, last, expected }) => {
	const batch = { items, parallel, renderSeconds: 20 };

	expect(countRounds(batch)).toBe(rounds);
	expect(countLastRound(batch)).toBe(last);
	expect(idealSeconds(batch, bare)).toBeCloseTo(expected, 6);
});

const run = (items: number, wallSeconds: number): MeasuredEffort => ({
	items,
	wallSeconds,
	requests: { create: items, status: 2 * items, content: items, other: 1 },
});

it.each([
	{
		name: 'lies on the line through the shortest and the longest run',
		measured: [run(10, 201), run(1, 21), run(5, 500)],
		wallSeconds: 1_001,
		other: 1,
	},
	{
		name: 'is a multiple of the only run',
		measured: [run(1, 30)],
		wallSeconds: 1_500,
		other: 50,
	},
])('what fifty items would take $name', ({ measured, wallSeconds, other }) => {
	const effort = extrapolate(measured, 50);

	expect(effort.wallSeconds).toBeCloseTo(wallSeconds, 6);
	expect(effort.requests).toEqual({ create: 50, status: 100, content: 50, other });
});

it('does not make a figure up out of nothing', () => {
	expect(() => extrapolate([], 50)).toThrow(/no run/);
});

it('takes the middle round for the speed of the transfer', () => {
	const rounds = [4, 40, 8].map((oursSeconds) => transfer({ oursSeconds }));

	expect(transferRatio(rounds, 'bareSeconds')).toBe(0.5);
	expect(transferRatio(rounds, 'httpSeconds')).toBe(1.25);
});
