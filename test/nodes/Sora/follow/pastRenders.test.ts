import { videoSchema } from '../../../../nodes/Sora/api/video';
import { openPastRenders } from '../../../../nodes/Sora/follow/pastRenders';

const clip = (changes: object = {}) =>
	videoSchema.parse({
		id: 'v',
		status: 'completed',
		model: 'm',
		size: '1x1',
		seconds: 4,
		...changes,
	});

it('renders that ask for the same are known by their times', () => {
	const past = openPastRenders();
	past.note(clip(), 10_000);
	past.note(clip({ id: 'other', prompt: 'x' }), 12_000);

	expect(past.timesLike(clip())).toEqual([10_000, 12_000]);
});

it.each([
	{ name: 'model', changes: { model: 'n' } },
	{ name: 'size', changes: { size: '2x2' } },
	{ name: 'length', changes: { seconds: 8 } },
])('of another $name nothing is known', ({ changes }) => {
	const past = openPastRenders();
	past.note(clip(), 10_000);

	expect(past.timesLike(clip(changes))).toEqual([]);
});

it('only the newest fifty times are kept', () => {
	const past = openPastRenders();
	for (let time = 1; time <= 60; time++) past.note(clip(), time);

	expect(past.timesLike(clip())).toHaveLength(50);
	expect(past.timesLike(clip()).at(0)).toBe(11);
	expect(past.timesLike(clip()).at(-1)).toBe(60);
});
