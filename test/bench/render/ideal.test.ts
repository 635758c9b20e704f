import { countLastRound, countRounds, idealSeconds } from '../../../bench/render/ideal';

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
