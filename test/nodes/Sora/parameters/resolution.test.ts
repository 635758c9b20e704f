import { readResolution } from '../../../../nodes/Sora/parameters/resolution';
import { contextWith, refusalOf } from './reading';

it.each([
	['automatic', undefined],
	['', undefined],
	[null, undefined],
	['480p', '480p'],
	[' 1080P ', '1080p'],
	['768p', '768p'],
	['4k', '4k'],
	['4K', '4k'],
	['2160p', '4k'],
	['2k', '2k'],
])('%p gives %p', (resolution, expected) => {
	expect(readResolution(contextWith({ resolution }), 0)).toBe(expected);
});

it('that a workflow does not have is Automatic', () => {
	expect(readResolution(contextWith({}), 0)).toBeUndefined();
});

it.each(['HD', '1280x720', '720', 720, '0p', '1234567p', '40k'])('%p is refused', (resolution) => {
	expect(refusalOf(() => readResolution(contextWith({ resolution }), 0))).toMatch(
		/^badInput: "Resolution" .*\| A resolution is a word such as 720p/,
	);
});
