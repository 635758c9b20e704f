import { SoraError } from '../../../../nodes/Sora/api/errors';
import { apiPath } from '../../../../nodes/Sora/api/path';

it.each([
	{ name: 'an OpenAI id', id: 'video_1a2b', expected: '/videos/video_1a2b/content' },
	{
		name: 'a LiteLLM id',
		id: 'video_bGk+/bQ==',
		expected: '/videos/video_bGk%2B%2FbQ%3D%3D/content',
	},
	{ name: 'a Bifrost id', id: 'task_7c2e:runway', expected: '/videos/task_7c2e%3Arunway/content' },
	{ name: 'blanks', id: 'a b', expected: '/videos/a%20b/content' },
	{ name: 'a query', id: 'a?b=c#d', expected: '/videos/a%3Fb%3Dc%23d/content' },
	{ name: 'an encoded slash', id: 'a%2Fb', expected: '/videos/a%252Fb/content' },
	{ name: 'a longer way up', id: '../models', expected: '/videos/..%2Fmodels/content' },
	{ name: 'an emoji', id: '🎬', expected: '/videos/%F0%9F%8E%AC/content' },
	{ name: 'three dots', id: '...', expected: '/videos/.../content' },
])('an id with $name stays one part of the address', ({ id, expected }) => {
	expect(apiPath`/videos/${id}/content`).toBe(expected);
});

it.each(['.', '..', ''])(
	'the id "%s" is refused, as no encoding keeps it from reaching another endpoint',
	(id) => {
		expect(() => apiPath`/videos/${id}/content`).toThrow(SoraError);
	},
);

it('half a character is no id, and no fault of the node', () => {
	expect(() => apiPath`/videos/${'a\ud83c'}/content`).toThrow(SoraError);
});
