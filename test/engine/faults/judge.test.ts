import { shortcomings } from './judge';
import type { Expected } from './row';
import type { Seen, SeenError } from './seen';

const good: Seen = {
	wanted: 3,
	paid: 3,
	clips: 3,
	broken: 0,
	errors: [],
	unnamed: 0,
	looks: 7,
	requests: 13,
	seconds: 14,
};
const allArrive: Expected = { paid: 3, clips: 3 };
const lost: SeenError = {
	item: 0,
	kind: 'timeout',
	message: 'No answer.',
	advice: 'It may exist.',
	videoId: undefined,
};
const oneLost: Expected = {
	paid: 2,
	clips: 2,
	errors: [{ item: 0, kind: 'timeout', says: /may exist/, hasId: false }],
};
const seenLost: Seen = { ...good, paid: 2, clips: 2, errors: [lost] };

it.each<{ name: string; expected: Expected; seen: Seen }>([
	{ name: 'every clip arrived', expected: allArrive, seen: good },
	{ name: 'an error was as foreseen', expected: oneLost, seen: seenLost },
	{
		name: 'bounds were kept',
		expected: { ...allArrive, mostLooks: 7, mostRequests: 13, mostSeconds: 14 },
		seen: good,
	},
])('a row holds: $name', ({ expected, seen }) => {
	expect(shortcomings(expected, seen)).toEqual([]);
});

it.each<{ name: string; expected: Expected; seen: Seen; found: RegExp }>([
	{
		name: 'a render too many',
		expected: allArrive,
		seen: { ...good, paid: 4 },
		found: /^creates paid: 4 instead of 3$/,
	},
	{
		name: 'a clip lost',
		expected: allArrive,
		seen: { ...good, clips: 2 },
		found: /^clips delivered: 2 instead of 3$/,
	},
	{
		name: 'a file that is not whole',
		expected: allArrive,
		seen: { ...good, broken: 1 },
		found: /^items without their file/,
	},
	{
		name: 'a render nobody is told of',
		expected: allArrive,
		seen: { ...good, unnamed: 1 },
		found: /^renders nobody is told of/,
	},
	{
		name: 'too many status requests',
		expected: { ...allArrive, mostLooks: 6 },
		seen: good,
		found: /^status requests: 7, at most 6$/,
	},
	{
		name: 'too many requests',
		expected: { ...allArrive, mostRequests: 12 },
		seen: good,
		found: /^requests: 13/,
	},
	{
		name: 'too long',
		expected: { ...allArrive, mostSeconds: 13 },
		seen: good,
		found: /^seconds: 14/,
	},
	{
		name: 'an error out of place',
		expected: allArrive,
		seen: { ...good, errors: [lost] },
		found: /^item 0 failed by timeout: No answer/,
	},
	{
		name: 'an error that did not come',
		expected: oneLost,
		seen: { ...seenLost, errors: [] },
		found: /^item 0 did not fail$/,
	},
	{
		name: 'an error of another kind',
		expected: oneLost,
		seen: { ...seenLost, errors: [{ ...lost, kind: 'auth' }] },
		found: /^item 0 failed by auth instead of timeout$/,
	},
	{
		name: 'an error that keeps the warning back',
		expected: oneLost,
		seen: { ...seenLost, errors: [{ ...lost, advice: '' }] },
		found: /^item 0 is not told/,
	},
	{
		name: 'an error without the id',
		expected: { ...oneLost, errors: [{ item: 0, kind: 'timeout' }] },
		seen: seenLost,
		found: /^item 0 is told no id/,
	},
])('a row falls short by $name', ({ expected, seen, found }) => {
	expect(shortcomings(expected, seen)).toEqual([expect.stringMatching(found)]);
});
