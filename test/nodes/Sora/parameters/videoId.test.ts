import { readVideoId } from '../../../../nodes/Sora/parameters/videoId';
import { contextWith, refusalOf } from './reading';

const locator = (value: string) => ({ __rl: true as const, mode: 'id', value });

it('a video is taken by its id as it stands', () => {
	const id = 'video_bGl0ZWxsbTo+/w==';

	expect(readVideoId(contextWith({ videoId: locator(id) }), 0)).toBe(id);
});

it('without a video the message says where to get one', () => {
	expect(refusalOf(() => readVideoId(contextWith({ videoId: locator('') }), 0))).toMatch(
		/^badInput: No Video is chosen \| .*\{\{ \$json\.id \}\}/,
	);
});
