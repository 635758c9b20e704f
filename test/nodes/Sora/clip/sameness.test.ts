import { videoSchema } from '../../../../nodes/Sora/api/video';
import { mayBeFor, normalPrompt } from '../../../../nodes/Sora/clip/sameness';

const asked = { prompt: 'a boat\nat sea', model: 'wan', seconds: 4, size: '640x360' };
const shown = (changes: object = {}) =>
	videoSchema.parse({ id: 'v1', status: 'queued', ...asked, ...changes });

describe('a video may be what was asked for', () => {
	it.each([
		{ name: 'when all agrees', video: shown(), request: asked },
		{
			name: 'with line ends of a form',
			video: shown({ prompt: 'a boat\r\nat sea' }),
			request: asked,
		},
		{
			name: 'with blanks cut off',
			video: shown(),
			request: { ...asked, prompt: ' a boat\nat sea\n' },
		},
		{ name: 'with seconds as text', video: shown({ seconds: '4' }), request: asked },
		{
			name: 'when the server says nothing of the rest',
			video: shown({ model: null, seconds: null, size: null }),
			request: asked,
		},
		{
			name: 'when the server chose the rest',
			video: shown(),
			request: { prompt: asked.prompt, model: null, seconds: null, size: null },
		},
	])('$name', ({ video, request }) => {
		expect(mayBeFor(video, request)).toBe(true);
	});
});

describe('a video is not what was asked for when it differs in', () => {
	it.each([
		{ name: 'the prompt', video: shown({ prompt: 'a boat' }) },
		{ name: 'the lack of a prompt', video: shown({ prompt: null }) },
		{ name: 'the model', video: shown({ model: 'sora-2' }) },
		{ name: 'the length', video: shown({ seconds: '8' }) },
		{ name: 'the size', video: shown({ size: '360x640' }) },
	])('$name', ({ video }) => {
		expect(mayBeFor(video, asked)).toBe(false);
	});
});

it.each([
	{ prompt: 'a\r\nb', expected: 'a\nb' },
	{ prompt: '  a  ', expected: 'a' },
	{ prompt: null, expected: '' },
])('the prompt $prompt is compared as $expected', ({ prompt, expected }) => {
	expect(normalPrompt(prompt)).toBe(expected);
});
