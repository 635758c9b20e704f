import { videoSchema, type Video } from '../../../../nodes/Sora/services/video';
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

	expect(past.timesLike(clip()).likeMs).toEqual([10_000, 12_000]);
});

it.each([
	{ name: 'model', changes: { model: 'n' } },
	{ name: 'size', changes: { size: '2x2' } },
	{ name: 'length', changes: { seconds: 8 } },
])('of another $name nothing is known', ({ changes }) => {
	const past = openPastRenders();
	past.note(clip(), 10_000);

	expect(past.timesLike(clip(changes)).likeMs).toEqual([]);
});

it('a service that counts in resolutions is known by those', () => {
	const hosted = (resolution: string) => ({ ...clip({ size: null }), resolution });
	const past = openPastRenders();
	past.note(hosted('720p'), 10_000);

	expect(past.timesLike(hosted('720p')).likeMs).toEqual([10_000]);
	expect(past.timesLike(hosted('1080p')).likeMs).toEqual([]);
	expect(past.canKnow(hosted('720p'))).toBe(true);
});

it('only the newest fifty times are kept', () => {
	const past = openPastRenders();
	for (let time = 1; time <= 60; time++) past.note(clip(), time);

	expect(past.timesLike(clip()).likeMs).toHaveLength(50);
	expect(past.timesLike(clip()).likeMs.at(0)).toBe(11);
	expect(past.timesLike(clip()).likeMs.at(-1)).toBe(60);
});

describe('of the list', () => {
	/** Renders that took so many seconds, the newest first. */
	const took = (...seconds: number[]) =>
		seconds.map((each, index) =>
			clip({
				id: `v${index}`,
				created_at: 9_000_000 - index,
				completed_at: 9_000_000 - index + each,
			}),
		);
	const rangeOf = (videos: Video[]) => {
		const past = openPastRenders();
		past.noteList(videos);
		const times = past.timesLike(clip()).likeMs;
		return times.length === 0 ? null : [Math.min(...times), Math.max(...times)];
	};

	it.each([
		{
			name: 'the times of like renders are known by their range',
			seconds: [12, 10, 11],
			expected: [10_000, 12_000],
		},
		{ name: 'two may be alike by chance', seconds: [10, 11], expected: null },
		{
			name: 'few that are far from the others are left out',
			seconds: [10, 60, 12, 2, 11, 11],
			expected: [10_000, 12_000],
		},
		{ name: 'times all over the place tell nothing', seconds: [1, 3, 9, 27, 81], expected: null },
		{ name: 'two groups tell nothing', seconds: [10, 10, 10, 30, 30, 30], expected: null },
		{
			name: 'only the newest fifty count',
			seconds: [...Array<number>(50).fill(10), ...Array<number>(90).fill(40)],
			expected: [10_000, 10_000],
		},
	])('$name', ({ seconds, expected }) => {
		expect(rangeOf(took(...seconds))).toEqual(expected);
	});

	it('whose server ignores the order, the newest fifty count as well', () => {
		const oldestFirst = took(
			...Array<number>(50).fill(10),
			...Array<number>(90).fill(40),
		).reverse();

		expect(rangeOf(oldestFirst)).toEqual([10_000, 10_000]);
	});

	it('the range has no gap in which an end would be missed', () => {
		const past = openPastRenders();
		past.noteList(took(10, 14, 14));
		const times = past.timesLike(clip()).likeMs;
		const steps = times.slice(1).map((ms, index) => ms / (times[index] ?? 0));

		expect(Math.max(...steps)).toBeLessThan(1.07);
	});

	it('the range stands beside the times of the run', () => {
		const past = openPastRenders();
		past.noteList(took(10, 12, 11));

		expect(past.timesLike(clip()).fromList).toBe(true);

		past.note(clip(), 15_000);

		expect(past.timesLike(clip()).fromList).toBe(false);

		expect(past.timesLike(clip()).likeMs).toContain(15_000);
		expect(past.timesLike(clip()).likeMs).toContain(10_000);
	});

	it('the next takes its place', () => {
		const past = openPastRenders();
		past.noteList(took(10, 12, 11));
		past.noteList(took(20, 21, 22));

		expect(Math.min(...past.timesLike(clip()).likeMs)).toBe(20_000);
	});

	it('nothing is known of a render that does not say all it asks for', () => {
		const past = openPastRenders();
		past.noteList(took(10, 12, 11).map((video) => ({ ...video, size: null, resolution: null })));

		expect(past.timesLike(clip({ size: null })).likeMs).toEqual([]);
		expect(past.canKnow(clip({ size: null }))).toBe(false);
		expect(past.canKnow(clip())).toBe(true);
	});
});
