import { xai } from '../../../../nodes/Sora/services/xai';
import { fullWish, pictureUrl, written } from './wishes';

const url = 'https://vidgen.x.ai/clips/a.mp4';

describe('a clip is asked for', () => {
	it('with no more than was said', () => {
		expect(written(xai)).toEqual({
			path: '/videos/generations',
			body: { model: 'm-1', prompt: 'a boat' },
		});
	});

	it('with all that was said, in its words', () => {
		expect(written(xai, fullWish).body).toEqual({
			model: 'm-1',
			prompt: 'a boat',
			duration: 8,
			aspect_ratio: '9:16',
			resolution: '1080p',
			generate_audio: true,
			image: { url: pictureUrl },
			last_frame: { url: pictureUrl },
			reference_images: [{ url: pictureUrl }],
		});
	});
});

describe('a clip is changed by the address of its file', () => {
	const source = xai.videoSchema.parse({ video: { url }, model: 'grok-imagine-video' });
	const from = { model: undefined, source: { videoId: 'r-1' } };

	it.each([
		{ kind: 'edit', path: '/videos/edits' },
		{ kind: 'extend', path: '/videos/extensions' },
	] as const)('$kind', ({ kind, path }) => {
		expect(written(xai, { ...from, kind }, source)).toEqual({
			path,
			body: { model: 'grok-imagine-video', prompt: 'a boat', video: { url } },
		});
	});

	it('and refused before anything is sent where it has none', () => {
		expect(() => written(xai, { ...from, kind: 'edit' }, { ...source, files: [] })).toThrow(
			'The video to edit has no file',
		);
	});
});

describe('an answer is read', () => {
	it.each([
		{
			title: 'the create',
			answer: { request_id: 'r-1' },
			expected: { id: 'r-1', status: 'queued' },
		},
		{ title: 'nothing yet', answer: {}, expected: { status: 'queued', files: [] } },
		{
			title: 'under way',
			answer: { status: 'pending', progress: 40 },
			expected: { status: 'queued', progress: 40 },
		},
		{
			title: 'done',
			answer: { status: 'done', video: { url, duration: 8, respect_moderation: true } },
			expected: { status: 'completed', files: [{ url }], seconds: 8 },
		},
		{
			title: 'a video without a word',
			answer: { video: { url } },
			expected: { status: 'completed', files: [{ url }] },
		},
		{
			title: 'a file at its public address',
			answer: { status: 'done', video: { file_output: { public_url: url } } },
			expected: { status: 'completed', files: [{ url }] },
		},
		{
			title: 'failed',
			answer: { status: 'failed', error: { code: 'internal', message: 'GPU lost' } },
			expected: { status: 'failed', failure: { code: 'internal', message: 'GPU lost' } },
		},
		{
			title: 'expired',
			answer: { status: 'expired' },
			expected: { status: 'failed', serverStatus: 'expired' },
		},
		{
			title: 'kept back by moderation',
			answer: { status: 'done', video: { url: null, respect_moderation: false } },
			expected: { status: 'failed', failure: { code: 'content_policy_violation' } },
		},
	])('$title', ({ answer, expected }) => {
		expect(xai.videoSchema.parse(answer)).toMatchObject(expected);
	});

	it.each(['<html>', null, 7, undefined])('%j is none', (answer) => {
		expect(xai.videoSchema.safeParse(answer).success).toBe(false);
	});
});

it('its list of models lacks those for video at times', () => {
	const data = [{ id: 'grok-4' }, { id: 'grok-imagine-video-1.5' }];

	expect(xai.modelsSchema.parse({ data })).toEqual([{ id: 'grok-imagine-video-1.5' }]);
	expect(xai.modelsSchema.parse({ data: [{ id: 'grok-4' }] })).toEqual([]);
	expect(xai.models.map(({ id }) => id)).toContain('grok-imagine-video');
});
