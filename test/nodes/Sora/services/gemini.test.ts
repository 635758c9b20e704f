import { gemini } from '../../../../nodes/Sora/services/gemini';
import { fullWish, written } from './wishes';

const name = 'models/veo-3.1-fast-generate-preview/operations/abc123';
const uri = 'https://generativelanguage.googleapis.com/v1beta/files/x1:download?alt=media';
const inline = { bytesBase64Encoded: 'anBlZw==', mimeType: 'image/jpeg' };
const done = (response: object) => ({
	name,
	done: true,
	response: { generateVideoResponse: response },
});

describe('a clip is asked for', () => {
	it('with no more than was said', () => {
		expect(written(gemini)).toEqual({
			path: '/models/m-1:predictLongRunning',
			body: { instances: [{ prompt: 'a boat' }] },
		});
	});

	it('with all that was said, in its words', () => {
		expect(written(gemini, fullWish).body).toEqual({
			instances: [
				{
					prompt: 'a boat',
					image: inline,
					lastFrame: inline,
					referenceImages: [{ image: inline, referenceType: 'ASSET' }],
				},
			],
			parameters: {
				aspectRatio: '9:16',
				resolution: '1080p',
				durationSeconds: 8,
				negativePrompt: 'blur',
			},
		});
	});

	it('with what the user adds to its parameters', () => {
		const extra = [{ key: 'parameters', json: { personGeneration: 'allow_adult' } }];

		expect(written(gemini, { seconds: '4', extra }).body).toMatchObject({
			parameters: { durationSeconds: 4, personGeneration: 'allow_adult' },
		});
	});

	it('as an extension of a clip, by the address of its file', () => {
		const source = gemini.videoSchema.parse(done({ generatedSamples: [{ video: { uri } }] }));
		const wish = { kind: 'extend', model: undefined, source: { videoId: name } } as const;

		expect(written(gemini, wish, source)).toEqual({
			path: '/models/veo-3.1-fast-generate-preview:predictLongRunning',
			body: { instances: [{ prompt: 'a boat', video: { uri } }] },
		});
	});
});

describe('an operation is read', () => {
	it.each([
		{ title: 'started', answer: { name }, expected: { status: 'in_progress', progress: null } },
		{ title: 'running', answer: { name, done: false }, expected: { status: 'in_progress' } },
		{
			title: 'done',
			answer: done({ generatedSamples: [{ video: { uri } }] }),
			expected: { status: 'completed', files: [{ url: uri }], failure: null },
		},
		{
			title: 'failed',
			answer: { name, done: true, error: { code: 13, message: 'Internal error' } },
			expected: { status: 'failed', failure: { code: '13', message: 'Internal error' } },
		},
		{
			title: 'kept back by the content filter',
			answer: done({
				raiMediaFilteredCount: 1,
				raiMediaFilteredReasons: ['The prompt has a celebrity.'],
			}),
			expected: {
				status: 'failed',
				failure: { code: 'content_policy_violation', message: 'The prompt has a celebrity.' },
			},
		},
		{
			title: 'done with nothing at all',
			answer: { name, done: true },
			expected: { status: 'failed', failure: { code: 'content_policy_violation' } },
		},
	])('$title', ({ answer, expected }) => {
		expect(gemini.videoSchema.parse(answer)).toMatchObject({
			id: name,
			model: 'veo-3.1-fast-generate-preview',
			prompt: null,
			...expected,
		});
	});

	it.each([{}, { done: true }, 'a page', null])('%j is none', (answer) => {
		expect(gemini.videoSchema.safeParse(answer).success).toBe(false);
	});
});

describe('a video is looked up', () => {
	it.each([
		{ id: name, path: `/${name}` },
		{ id: 'operations/abc', path: '/operations/abc' },
		{ id: 'models/a b/operations/c', path: '/models/a%20b/operations/c' },
	])('$id', ({ id, path }) => {
		expect(gemini.videoPath(id)).toBe(path);
	});

	it.each(['video_1', 'models/veo', 'models/../operations/x', '../operations/x', ''])(
		'never as "%s"',
		(id) => {
			expect(() => gemini.videoPath(id)).toThrow(/not the ID of a video/);
		},
	);
});

it('only Veo is listed, by the name that a request takes', () => {
	const models = [
		{ name: 'models/gemini-3-pro', displayName: 'Gemini 3 Pro' },
		{ name: 'models/veo-3.1-generate-preview', displayName: 'Veo 3.1' },
	];

	expect(gemini.modelsSchema.parse({ models })).toEqual([
		{ id: 'veo-3.1-generate-preview', title: 'Veo 3.1' },
	]);
});
