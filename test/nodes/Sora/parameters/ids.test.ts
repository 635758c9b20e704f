import { readModel, readVideoId } from '../../../../nodes/Sora/parameters/ids';
import { contextWith, refusalOf } from './reading';

const locator = (value: string | null) => ({ __rl: true as const, mode: 'id', value: value ?? '' });

it('a video is taken by its id as it stands', () => {
	const id = 'video_bGl0ZWxsbTo+/w==';

	expect(readVideoId(contextWith({ videoId: locator(id) }), 0)).toBe(id);
});

it('without a video the message says where to get one', () => {
	expect(refusalOf(() => readVideoId(contextWith({ videoId: locator('') }), 0))).toMatch(
		/^badInput: No Video is chosen \| .*\{\{ \$json\.id \}\}/,
	);
});

it.each([
	{ name: 'an id', parameters: { model: locator('wan2.2') }, expected: 'wan2.2' },
	{ name: 'an empty choice', parameters: { model: locator('') }, expected: undefined },
	{ name: 'no parameter', parameters: {}, expected: undefined },
])('the model of $name is $expected', ({ parameters, expected }) => {
	expect(readModel(contextWith(parameters), 0)).toBe(expected);
});
