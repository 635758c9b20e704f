import type { Settled } from '../../../../nodes/Sora/services/settle';
import { frame, kling, priced, server, settled, sora, square, veo, type Row } from './settleWishes';

describe('what is Automatic becomes', () => {
	const rows: Array<Row & { gives: Settled }> = [
		{
			name: 'the shortest, 16:9 and the lowest of a model without prices',
			model: kling,
			wish: {},
			gives: { seconds: '5', aspectRatio: '16:9', resolution: '720p' },
		},
		{
			name: 'the first ratio of a model without 16:9, and no resolution that hides its pixels',
			model: { ...square, resolutions: ['2k', '720p'] },
			wish: {},
			gives: { aspectRatio: '1:1', resolution: '720p' },
		},
		{
			name: 'the cheapest resolution by price',
			model: priced,
			wish: {},
			gives: { resolution: '720p' },
		},
		{
			name: 'the cheapest by the price of each resolution, where there is one for the rest too',
			model: {
				...priced,
				rates: [
					{ resolution: '480p', audio: null, usdPerSecond: 0.5 },
					{ resolution: null, audio: null, usdPerSecond: 0.4 },
				],
			},
			wish: {},
			gives: { resolution: '720p' },
		},
		{
			name: 'the cheapest resolution with sound, where sound is wanted',
			model: priced,
			wish: { audio: true },
			gives: { resolution: '480p' },
		},
		{
			name: 'the shortest that the chosen resolution has',
			model: veo,
			wish: { resolution: '1080p' },
			gives: { seconds: '8', aspectRatio: '16:9', resolution: '1080p' },
		},
		{
			name: 'the shortest that goes with reference images',
			model: { ...veo, secondsWithReferences: [8] },
			wish: { referenceImages: [{}] },
			gives: { seconds: '8', aspectRatio: '16:9', resolution: '720p' },
		},
		{
			name: 'a resolution that has the chosen length',
			model: { ...veo, resolutions: ['720p', '1080p'], secondsAt: { '720p': [4], '1080p': [8] } },
			wish: { seconds: '8' },
			gives: { seconds: '8', aspectRatio: '16:9', resolution: '1080p' },
		},
		{
			name: 'nothing of a model nobody knows',
			wish: { model: 'new-model' },
			gives: {},
		},
		{
			name: 'no ratio where a first frame has its own',
			model: kling,
			wish: { ...frame, framePixels: '800x600' },
			gives: { seconds: '5', resolution: '720p' },
		},
		{
			name: 'the nearest ratio the model offers, where it is to match the first frame',
			model: kling,
			wish: { ...frame, matchesFirstFrame: true, framePixels: '600x800' },
			gives: { seconds: '5', aspectRatio: '9:16', resolution: '720p' },
		},
		{
			name: 'no size of a server in pixels that nobody knows',
			service: server,
			wish: {},
			gives: {},
		},
		{
			name: '720p for a ratio in pixels',
			service: server,
			wish: { aspectRatio: '9:16' },
			gives: { size: '720x1280', resolution: '720p' },
		},
		{
			name: '16:9 for a resolution in pixels',
			service: server,
			wish: { resolution: '480p' },
			gives: { size: '848x480', resolution: '480p' },
		},
		{
			name: 'the shape of the first frame for a resolution in pixels',
			service: server,
			wish: { ...frame, framePixels: '600x800', resolution: '480p' },
			gives: { size: '480x640', resolution: '480p' },
		},
		{
			name: 'no size where the server has a first frame to go by',
			service: server,
			wish: { ...frame, framePixels: '600x800' },
			gives: {},
		},
		{
			name: 'the pixels of the first frame where it is to match',
			service: server,
			wish: { ...frame, framePixels: '600x800', matchesFirstFrame: true },
			gives: { size: '600x800', resolution: '600p' },
		},
		{
			name: 'no size and no resolution before the first frame to match is loaded',
			service: server,
			model: sora,
			wish: { ...frame, matchesFirstFrame: true },
			gives: { seconds: '4' },
		},
		{
			name: 'OpenAI’s own default for its model',
			service: server,
			model: sora,
			wish: {},
			gives: { seconds: '4', size: '1280x720', resolution: '720p' },
		},
		{
			name: 'the pixels of the first frame for a model of OpenAI',
			service: server,
			model: sora,
			wish: { ...frame, framePixels: '720x1280' },
			gives: { seconds: '4', size: '720x1280', resolution: '720p' },
		},
		{
			name: 'OpenAI’s default for any model named sora',
			service: server,
			wish: { model: 'sora_video2' },
			gives: { seconds: '4', size: '1280x720', resolution: '720p' },
		},
		{
			name: 'what was chosen, of a model nobody knows',
			wish: { model: 'new', seconds: '7', aspectRatio: '5:4', resolution: '768p' },
			gives: { seconds: '7', aspectRatio: '5:4', resolution: '768p' },
		},
		{
			name: 'the exact size in place of ratio and resolution',
			model: kling,
			wish: { size: '832x480', seconds: '10' },
			gives: { seconds: '10', size: '832x480', resolution: '480p' },
		},
		{
			name: 'the lengths of the resolution that an exact size has',
			model: veo,
			wish: { size: '1920x1080' },
			gives: { seconds: '8', size: '1920x1080', resolution: '1080p' },
		},
	];

	it.each(rows)('$name', ({ gives, ...row }) => {
		expect(settled(row)).toEqual(gives);
	});
});
