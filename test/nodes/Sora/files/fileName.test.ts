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
		{ name: 'an option of a command', id: '-rf', expected: '_-rf.mp4' },
		{ name: 'a device of Windows', id: 'CON', expected: '_CON.mp4' },
		{ name: 'a device with an extension', id: 'lpt1.tar', expected: '_lpt1.tar.mp4' },
		{ name: 'a device only in part', id: 'console', expected: 'console.mp4' },
		{ name: 'a name that ends in dots', id: 'video_1..', expected: 'video_1._.mp4' },
		{ name: 'letters of another script', id: 'видео', expected: '_____.mp4' },
		{ name: 'nothing', id: '', expected: 'video.mp4' },
	])('$name', ({ id, expected }) => {
		expect(fileNameOf(id, 'mp4')).toBe(expected);
	});

	const liteLlmId = (videoId: string) => {
		const tail = `deployment_id:${'0a'.repeat(32)};requested_model:a-group-of-video-models`;
		const written = `litellm:custom_llm_provider:openai;model_id:m;video_id:${videoId};${tail}`;
		return `video_${Buffer.from(written).toString('base64')}`;
	};

	it.each([
		{
			name: 'end alike, as those of LiteLLM after a fallback',
			ids: [liteLlmId('a'), liteLlmId('b')],
		},
		{ name: 'begin alike', ids: ['x'.repeat(400) + '1', 'x'.repeat(400) + '2'] },
		{
			name: 'differ in the middle',
			ids: ['1', '2'].map((mark) => mark.padStart(200, 'x').padEnd(400, 'x')),
		},
		{
			name: 'differ by a sign that no name may hold',
			ids: ['+', '/'].map((sign) => sign.repeat(130)),
		},
	])('two long ids that $name get two names, short enough for every disk', ({ ids }) => {
		const [one = '', two] = ids.map((id) => fileNameOf(id, 'webp', '_thumbnail'));

		expect(one).not.toBe(two);
		expect(one).toMatch(/^[\w-]+_[0-9a-f]{16}_thumbnail\.webp$/);
		expect(Buffer.byteLength(one)).toBeLessThan(150);
	});

	it('the longest id that fits keeps its name', () => {
		expect(fileNameOf('x'.repeat(120), 'mp4')).toBe(`${'x'.repeat(120)}.mp4`);
	});
});
