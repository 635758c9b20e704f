import { extrapolate, type MeasuredEffort } from '../../../bench/render/extrapolate';

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
