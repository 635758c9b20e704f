import type { SoraError } from '../../../../nodes/Sora/api/errors';
import type { ClipWish } from '../../../../nodes/Sora/services/settle';
import { frame, kling, server, settled, sora, veo, type Row } from './settleWishes';

describe('is refused, since the model does not have it:', () => {
	const rows: Array<Row & { says: string }> = [
		{
			name: 'a length',
			model: kling,
			wish: { seconds: '4' },
			says: 'kling-3 makes 5 or 10 s; Duration is 4',
		},
		{
			name: 'a length at its resolution',
			model: veo,
			wish: { seconds: '4', resolution: '1080p' },
			says: 'veo-3.1 makes 8 s at 1080p; Duration is 4',
		},
		{
			name: 'a length with reference images',
			model: { ...veo, secondsWithReferences: [8] },
			wish: { seconds: '4', referenceImages: [{}] },
			says: 'veo-3.1 makes 8 s with Reference Images; Duration is 4',
		},
		{
			name: 'a length of a long list',
			model: { id: 'grok', seconds: Array.from({ length: 15 }, (_none, index) => index + 1) },
			wish: { seconds: '20' },
			says: 'grok makes 1 to 15 s; Duration is 20',
		},
		{
			name: 'a resolution',
			model: kling,
			wish: { resolution: '480p' },
			says: 'kling-3 makes 1080p or 720p; Resolution is 480p',
		},
		{
			name: 'a ratio',
			model: kling,
			wish: { aspectRatio: '1:1' },
			says: 'kling-3 makes 9:16 or 16:9; Aspect Ratio is 1:1',
		},
		{
			name: 'an exact size',
			service: server,
			model: sora,
			wish: { size: '832x480' },
			says: 'sora-2 makes 1280x720 or 720x1280; Exact Size is 832x480',
		},
		{
			name: 'a first frame of another size',
			service: server,
			model: sora,
			wish: { ...frame, framePixels: '640x480' },
			says: 'sora-2 makes 1280x720 or 720x1280; First Frame is 640x480',
		},
		{
			name: 'a first frame of another size than the one chosen',
			service: server,
			model: sora,
			wish: { ...frame, framePixels: '720x1280', aspectRatio: '16:9' },
			says: 'The First Frame has 720x1280 pixels, the video is to have 1280x720',
		},
		{
			name: 'a first frame of another size than the resolution chosen',
			service: server,
			model: sora,
			wish: { ...frame, framePixels: '600x800', resolution: '720p' },
			says: 'The First Frame has 600x800 pixels, the video is to have 720x1280',
		},
		{
			name: 'a first frame of another size than the exact one',
			service: server,
			model: sora,
			wish: { ...frame, framePixels: '720x1280', size: '1280x720' },
			says: 'The First Frame has 720x1280 pixels, the video is to have 1280x720',
		},
		{
			name: 'a shape at a resolution that has others',
			service: server,
			model: { ...sora, aspectRatios: ['16:9', '1:1'] },
			wish: { aspectRatio: '1:1' },
			says: 'sora-2 makes 1280x720 or 720x1280; Aspect Ratio with Resolution is 720x720',
		},
		{
			name: 'a resolution that tells no pixels',
			service: server,
			wish: { resolution: '2k' },
			says: 'The server makes e.g. 720p or 4k; Resolution is 2k',
		},
		{
			name: 'a last frame',
			model: { ...kling, lastFrame: false },
			wish: { lastFrame: {} },
			says: 'kling-3 has no Last Frame',
		},
		{
			name: 'a choice about sound',
			model: { ...kling, audio: false },
			wish: { audio: false },
			says: 'kling-3 has no Audio',
		},
		{
			name: 'a seed',
			model: { ...kling, seed: false },
			wish: { seed: 0 },
			says: 'kling-3 has no Seed',
		},
	];

	it.each(rows)('$name', ({ says, ...row }) => {
		expect(() => settled(row)).toThrow(says);
	});
});

it('a refusal says what to do, and that nothing was sent', () => {
	const refused = (wish: ClipWish): SoraError => {
		try {
			settled({ name: '', service: server, model: sora, wish });
		} catch (error) {
			return error as SoraError;
		}
		throw new Error('It was not refused');
	};

	expect(refused({ seconds: '5' })).toMatchObject({
		kind: 'badInput',
		details: {
			advice: 'Choose another Duration, or another Model. Nothing was sent for this item.',
		},
	});
	expect(refused({ ...frame, framePixels: '5x5' }).details.advice).toContain('Edit Image');
});
