import { openRouter } from '../../../../nodes/Sora/services/openRouter';
import { fixture } from '../../../support/fixtures';
import { fullWish, pictureUrl, written } from './wishes';

const image = { type: 'image_url', image_url: { url: pictureUrl } };

describe('a clip is asked for', () => {
	it('with no more than was said', () => {
		expect(written(openRouter)).toEqual({
			path: '/videos',
			body: { model: 'm-1', prompt: 'a boat' },
		});
	});

	it('with all that was said, in its words', () => {
		expect(written(openRouter, fullWish).body).toEqual({
			model: 'm-1',
			prompt: 'a boat',
			duration: 8,
			aspect_ratio: '9:16',
			resolution: '1080p',
			frame_images: [
				{ ...image, frame_type: 'first_frame' },
				{ ...image, frame_type: 'last_frame' },
			],
			input_references: [image],
			generate_audio: true,
			seed: 7,
		});
	});

	it.each([
		{ name: '4K with a capital', wish: { resolution: '4k' }, expected: { resolution: '4K' } },
		{ name: 'an exact size', wish: { size: '832x480' }, expected: { size: '832x480' } },
		{ name: 'silence', wish: { audio: false }, expected: { generate_audio: false } },
		{
			name: 'what the user adds',
			wish: { extra: [{ key: 'provider', json: { google: { personGeneration: 'allow' } } }] },
			expected: { provider: { google: { personGeneration: 'allow' } } },
		},
		{
			name: 'what the user puts in its place',
			wish: { seconds: '4', extra: [{ key: 'duration', json: 6 }] },
			expected: { duration: 6 },
		},
	])('$name', ({ wish, expected }) => {
		expect(written(openRouter, wish).body).toEqual({
			model: 'm-1',
			prompt: 'a boat',
			...expected,
		});
	});
});

describe('an edit and an extension start from an earlier render', () => {
	const source = openRouter.videoSchema.parse({ id: 'gen-1', status: 'completed', model: 'kling' });

	it.each(['edit', 'extend'] as const)('%s', (kind) => {
		const wish = { kind, model: undefined, source: { videoId: 'gen-1' } };

		expect(written(openRouter, wish, source).body).toEqual({
			model: 'kling',
			prompt: 'a boat',
			previous_job_id: 'gen-1',
		});
	});

	it('and say what to do where nobody tells its model', () => {
		const wish = { kind: 'edit', model: undefined, source: { videoId: 'gen-1' } } as const;

		expect(() => written(openRouter, wish, { ...source, model: null })).toThrow(/which model/);
	});
});

describe('an answer is read', () => {
	it.each([
		{ name: 'pending', expected: { status: 'queued' } },
		{ name: 'completed', expected: { status: 'completed' } },
		{ name: 'failed', expected: { status: 'failed' } },
	])('$name', ({ name, expected }) => {
		const { bytes } = fixture(`openrouter.video.${name}`);

		expect(openRouter.videoSchema.parse(JSON.parse(bytes.toString()))).toMatchObject(expected);
	});

	it.each([
		{ word: 'in_progress', status: 'in_progress' },
		{ word: 'cancelled', status: 'failed' },
		{ word: 'expired', status: 'failed' },
	])('$word', ({ word, status }) => {
		expect(openRouter.videoSchema.parse({ id: 'a', status: word })).toMatchObject({ status });
	});
});

it('its file is asked for at its own address first', () => {
	expect(openRouter.filePaths('gen/1', 'video')).toEqual(['/videos/gen%2F1/content?index=0']);
});

describe('its models', () => {
	const model = {
		id: 'google/veo-3.1-fast',
		name: 'Veo 3.1 Fast',
		supported_durations: [4, 6, 8],
		supported_resolutions: ['720p', '1080p', '4K'],
		supported_aspect_ratios: ['16:9', '9:16'],
		supported_frame_images: ['first_frame'],
		generate_audio: true,
		seed: false,
		pricing_skus: { duration_seconds: '0.10', duration_seconds_4k: '0.30' },
	};

	it('tell what they offer', () => {
		expect(openRouter.modelsSchema.parse({ data: [model] })).toEqual([
			{
				id: 'google/veo-3.1-fast',
				title: 'Veo 3.1 Fast',
				seconds: [4, 6, 8],
				resolutions: ['720p', '1080p', '4k'],
				aspectRatios: ['16:9', '9:16'],
				firstFrame: true,
				lastFrame: false,
				audio: true,
				seed: false,
				rates: [
					{ resolution: null, audio: null, usdPerSecond: 0.1 },
					{ resolution: '4k', audio: null, usdPerSecond: 0.3 },
				],
			},
		]);
	});

	it('tell nothing where the list has null, and no seed where it does not say yes', () => {
		const silent = {
			id: 'a',
			name: 'A',
			supported_durations: null,
			seed: null,
			pricing_skus: null,
		};

		expect(openRouter.modelsSchema.parse({ data: [silent, { name: 'no id' }, 7] })).toEqual([
			expect.objectContaining({ id: 'a', seconds: undefined, seed: false, rates: [] }),
		]);
	});
});
