import { expectByLikes, foreseeByProgress } from '../../../../nodes/Sora/follow/foresight';

const second = 1_000;

/** Looks as `[seconds, progress]`. */
function foresee(...looks: Array<[number, number | null]>) {
	const end = foreseeByProgress(
		0,
		looks.map(([seconds, progress]) => ({ atMs: seconds * second, progress })),
	);
	return end && [end.earliestMs, end.latestMs].map((ms) => Math.round(ms / second));
}

describe('the end of a render by its progress', () => {
	it.each<{ name: string; looks: Array<[number, number | null]>; expected: number[] | null }>([
		{ name: 'is not foreseen before the first look', looks: [], expected: null },
		{ name: 'is not foreseen without progress', looks: [[5, null]], expected: null },
		{
			name: 'is not foreseen while progress is 0',
			looks: [
				[5, 0],
				[10, 0],
			],
			expected: null,
		},
		{ name: 'follows from one look and the begin', looks: [[50, 50]], expected: [99, 100] },
		{
			name: 'follows from the moment a number was first seen, not the last',
			looks: [
				[25, 25],
				[51, 51],
				[51.4, 51],
			],
			expected: [99, 100],
		},
		{
			name: 'moves on while progress stands still',
			looks: [
				[25, 25],
				[51, 51],
				[90, 51],
			],
			expected: [138, 100],
		},
		{
			name: 'leaves out the time in the queue',
			looks: [
				[30, 0],
				[60, 0],
				[81, 21],
				[111, 51],
			],
			expected: [159, 160],
		},
		{
			name: 'begins with the queue while nothing else is known of the way',
			looks: [
				[60, 0],
				[110, 50],
			],
			expected: [159, 160],
		},
		{
			name: 'leaves out a slow start',
			looks: [
				[50, 9],
				[81, 40],
				[111, 70],
				[121, 81],
			],
			expected: [139, 140],
		},
		{
			name: 'allows for servers that show steps of 10',
			looks: [
				[40, 40],
				[90, 90],
			],
			expected: [90, 100],
		},
		{
			name: 'allows for servers that show steps of 5',
			looks: [
				[45, 45],
				[90, 90],
			],
			expected: [95, 100],
		},
		{
			name: 'leaves out what was shown before progress fell',
			looks: [
				[40, 80],
				[45, 20],
				[60, 21],
				[75, 51],
			],
			expected: [121, 122],
		},
		{
			name: 'is not foreseen right after progress fell',
			looks: [
				[40, 80],
				[45, 20],
			],
			expected: null,
		},
		{
			name: 'leaves out looks that tell of no progress',
			looks: [
				[25, 25],
				[30, null],
				[51, 51],
				[60, null],
			],
			expected: [99, 100],
		},
		{
			name: 'has come at 100',
			looks: [
				[49, 49],
				[100, 100],
				[120, 100],
			],
			expected: [120, 100],
		},
	])('$name', ({ looks, expected }) => {
		expect(foresee(...looks)).toEqual(expected);
	});

	it('stays a number when two looks bear the same time', () => {
		expect(foresee([10, 10], [10, 31])).toEqual([10, 10]);
	});
});

describe('what like renders let expect', () => {
	it('is nothing before the first has ended', () => {
		expect(expectByLikes([], 0)).toBeNull();
	});

	it.each([
		{ name: 'first a look on the way', ageMs: 0, expected: 13_300 },
		{ name: 'then one just before the shortest time', ageMs: 13_300, expected: 19_000 },
		{ name: 'then the times of the others', ageMs: 19_000, expected: 22_000 },
		{ name: 'and not each of those that lie close together', ageMs: 22_000, expected: 30_000 },
		{ name: 'and nothing after the longest', ageMs: 30_000, expected: null },
	])('is $name', ({ ageMs, expected }) => {
		const likely = expectByLikes([30_000, 20_000, 22_500, 22_000], ageMs);

		expect(likely).toEqual({ nextMs: expected, shortestMs: 19_000, longestMs: 30_000 });
	});

	it('is the shortest time itself where a twentieth of it cannot be told apart', () => {
		expect(expectByLikes([3_000], 2_500)?.nextMs).toBe(3_000);
	});
});
