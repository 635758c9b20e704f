import { ratesOfSkus } from '../../../../nodes/Sora/services/openRouterRates';

it.each([
	{ sku: 'duration_seconds', rate: { resolution: null, audio: null } },
	{ sku: 'duration_seconds_720p', rate: { resolution: '720p', audio: null } },
	{ sku: 'duration_seconds_4K', rate: { resolution: '4k', audio: null } },
	{ sku: 'duration_seconds_with_audio', rate: { resolution: null, audio: true } },
	{ sku: 'duration_seconds_without_audio', rate: { resolution: null, audio: false } },
	{ sku: 'duration_seconds_with_audio_1080p', rate: { resolution: '1080p', audio: true } },
	{ sku: 'video_per_second_480p_no_audio', rate: { resolution: '480p', audio: false } },
])('$sku is a price of a second', ({ sku, rate }) => {
	expect(ratesOfSkus({ [sku]: '0.25' })).toEqual([{ ...rate, usdPerSecond: 0.25 }]);
});

it.each([
	{ sku: 'per_video', price: '0.5' },
	{ sku: 'video_tokens', price: '0.000002' },
	{ sku: 'megapixels', price: '0.01' },
	{ sku: 'duration_seconds', price: '' },
	{ sku: 'duration_seconds', price: 'free' },
	{ sku: 'duration_seconds', price: '-1' },
	{ sku: 'duration_seconds', price: null },
])('$sku at $price is none', ({ sku, price }) => {
	expect(ratesOfSkus({ [sku]: price })).toEqual([]);
});
