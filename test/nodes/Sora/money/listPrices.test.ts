import { listPricesOf, pricesAt } from '../../../../nodes/Sora/money/listPrices';

describe('a model is known by the name each service gives it', () => {
	it.each([
		{ model: 'veo-3.1-fast-generate-preview', usd: 0.1 },
		{ model: 'veo-3.1-fast-generate-001', usd: 0.1 },
		{ model: 'google/veo-3.1-fast', usd: 0.1 },
		{ model: 'gemini/veo-3.1-fast-generate-preview', usd: 0.1 },
		{ model: 'vertex_ai/veo-3.1-fast-generate-001', usd: 0.1 },
		{ model: 'Google/Veo-3.1', usd: 0.4 },
		{ model: 'veo-3.1-lite', usd: 0.05 },
		{ model: 'grok-imagine-video', usd: 0.07 },
		{ model: 'x-ai/grok-imagine-video', usd: 0.07 },
		{ model: 'xai/grok-imagine-video-1.5-2026-05-30', usd: 0.14 },
		{ model: 'sora-2', usd: 0.1 },
		{ model: 'openai/sora-2', usd: 0.1 },
		{ model: 'sora-2-2026-01-15', usd: 0.1 },
		{ model: 'sora-2-pro', usd: 0.3 },
		{ model: 'azure/sora-2-pro', usd: 0.3 },
		{ model: 'runwayml/veo3.1_fast', usd: 0.15 },
		{ model: 'fal_ai/bytedance/seedance-2.0/text-to-video', usd: 0.3034 },
		{ model: 'minimax/MiniMax-H3', usd: 0.08 },
	])('$model costs $usd at 720p', ({ model, usd }) => {
		const prices = listPricesOf(model);

		expect(prices && pricesAt(prices, '720p')).toEqual([usd]);
	});
});

describe('a doubtful name has no price', () => {
	it.each([
		'bytedance/seedance-2.0',
		'seedance-2.0',
		'kling-3',
		'wan3.0-video',
		'reseller/veo-3.1',
		'my-veo-3.1',
		'veo-9',
		'sora',
		'sora-2-mini',
		'',
		'constructor',
		'__proto__',
	])('%s', (model) => {
		expect(listPricesOf(model)).toBeUndefined();
	});
});

it.each([
	{ resolution: '1080p', usd: [0.12] },
	{ resolution: '4k', usd: [0.3] },
	{ resolution: '480p', usd: [0.1] },
	{ resolution: 'constructor', usd: [0.1] },
	{ resolution: null, usd: [0.12, 0.3, 0.1] },
])('at $resolution: $usd', ({ resolution, usd }) => {
	expect(pricesAt({ default: 0.1, '1080p': 0.12, '4k': 0.3 }, resolution)).toEqual(usd);
});

it('a picture’s price is no second’s, and a resolution without price has none', () => {
	expect(pricesAt({ default: 0.05, perReferenceImage: 9 }, null)).toEqual([0.05]);
	expect(pricesAt({ '720p': 0.1 }, '1080p')).toEqual([]);
});
