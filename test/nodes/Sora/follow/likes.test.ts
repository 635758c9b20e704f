import { videoSchema } from '../../../../nodes/Sora/api/video';
import { openLikes } from '../../../../nodes/Sora/follow/likes';

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
	const likes = openLikes();
	likes.note(clip(), 10_000);
	likes.note(clip({ id: 'other', prompt: 'x' }), 12_000);

	expect(likes.of(clip())).toEqual([10_000, 12_000]);
});

it.each([
	{ name: 'model', changes: { model: 'n' } },
	{ name: 'size', changes: { size: '2x2' } },
	{ name: 'length', changes: { seconds: 8 } },
])('of another $name nothing is known', ({ changes }) => {
	const likes = openLikes();
	likes.note(clip(), 10_000);

	expect(likes.of(clip(changes))).toEqual([]);
});

it('only the newest fifty times are kept', () => {
	const likes = openLikes();
	for (let time = 1; time <= 60; time++) likes.note(clip(), time);

	expect(likes.of(clip())).toHaveLength(50);
	expect(likes.of(clip()).at(0)).toBe(11);
	expect(likes.of(clip()).at(-1)).toBe(60);
});
