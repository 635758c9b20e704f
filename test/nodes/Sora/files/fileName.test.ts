import { fileNameOf } from '../../../../nodes/Sora/files/fileName';

describe('a file is named by its video, so that it can be saved anywhere:', () => {
	it.each([
		{ name: 'an OpenAI id', id: 'video_69ab', expected: 'video_69ab.mp4' },
		{ name: 'a bare UUID', id: '8f14e45f-ceea', expected: '8f14e45f-ceea.mp4' },
		{ name: 'a LiteLLM id', id: 'video_bGk+/bQ==', expected: 'video_bGk__bQ__.mp4' },
		{ name: 'a Bifrost id', id: 'task_7c2e:runway', expected: 'task_7c2e_runway.mp4' },
		{ name: 'a way up', id: '../../etc/passwd', expected: '__.._etc_passwd.mp4' },
		{ name: 'a hidden file', id: '.profile', expected: '_profile.mp4' },
		{ name: 'a name of dots', id: '..', expected: '_.mp4' },
		{ name: 'letters of another script', id: 'видео', expected: '_____.mp4' },
		{ name: 'nothing', id: '', expected: 'video.mp4' },
	])('$name', ({ id, expected }) => {
		expect(fileNameOf(id, 'mp4')).toBe(expected);
	});

	it('two long ids that begin alike get two names, short enough for every disk', () => {
		const [one, two] = ['1', '2'].map((last) =>
			fileNameOf('x'.repeat(400) + last, 'webp', '_thumbnail'),
		);

		expect(one).not.toBe(two);
		expect(one).toMatch(/^x+1_thumbnail\.webp$/);
		expect(Buffer.byteLength(one ?? '')).toBeLessThan(255);
	});
});
