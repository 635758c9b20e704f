import { isoTime } from '../../../../nodes/Sora/api/isoTime';

it.each([
	{ name: 'a time', unixSeconds: 1_795_219_200, expected: '2026-11-21T00:00:00.000Z' },
	{ name: 'none', unixSeconds: null, expected: null },
	{ name: 'a number that is no time', unixSeconds: 1e18, expected: null },
	{ name: 'nothing that is a number', unixSeconds: Number.NaN, expected: null },
])('$name is $expected', ({ unixSeconds, expected }) => {
	expect(isoTime(unixSeconds)).toBe(expected);
});
