import { estimateCostUsd, weighedCostUsd } from '../../../../nodes/Sora/money/prices';

describe('the price of a clip is known:', () => {
	it.each([
		{ model: 'sora-2', size: '1280x720', seconds: 8, expected: 0.8 },
		{ model: 'sora-2', size: '720x1280', seconds: 4, expected: 0.4 },
		{ model: 'sora-2-2025-12-08', size: '1280x720', seconds: 12, expected: 1.2 },
		{ model: 'sora-2-pro', size: '1280x720', seconds: 4, expected: 1.2 },
		{ model: 'sora-2-pro', size: '1792x1024', seconds: 4, expected: 2 },
		{ model: 'sora-2-pro', size: '1024x1792', seconds: 8, expected: 4 },
		{ model: 'sora-2-pro-2025-10-06', size: '1080x1920', seconds: 20, expected: 14 },
		{ model: 'sora-2-pro', size: '1920x1080', seconds: 4.33, expected: 3.031 },
	])('$model, $size, $seconds s: $expected USD', ({ expected, ...clip }) => {
		expect(estimateCostUsd(clip)).toBe(expected);
	});
});

describe('no price is invented for', () => {
	it.each([
		{ name: 'another model', clip: { model: 'veo-3.1' } },
		{ name: 'a model that only begins like one', clip: { model: 'sora-2-turbo' } },
		{ name: 'a reseller’s name of it', clip: { model: 'openai/sora-2' } },
		{ name: 'no model', clip: { model: null } },
		{ name: 'a size that sora-2 does not have', clip: { size: '1920x1080' } },
		{ name: 'a size that no model has', clip: { model: 'sora-2-pro', size: '3840x2160' } },
		{ name: 'no size', clip: { size: null } },
		{ name: 'half a size', clip: { size: '1280' } },
		{ name: 'words for a size', clip: { size: 'large' } },
		{ name: 'no length', clip: { seconds: null } },
	])('$name', ({ clip }) => {
		const known = { model: 'sora-2', size: '1280x720', seconds: 8 };

		expect(estimateCostUsd({ ...known, ...clip })).toBeNull();
	});
});

describe('beforehand, a clip of unknown size', () => {
	const unknown = { prompt: null, size: null, seconds: 4 };

	it.each([
		{ model: 'sora-2', expected: 0.4 },
		{ model: 'sora-2-pro', expected: 2.8 },
		{ model: 'sora-2-pro-2025-10-06', expected: 2.8 },
	])('weighs as the dearest of $model does', ({ model, expected }) => {
		expect(weighedCostUsd({ ...unknown, model })).toBe(expected);
	});

	it.each([
		{ name: 'without a length', clip: { model: 'sora-2', seconds: null } },
		{ name: 'of another model', clip: { model: 'veo-3.1' } },
		{ name: 'of no model', clip: { model: null } },
	])('$name has no price all the same', ({ clip }) => {
		expect(weighedCostUsd({ ...unknown, ...clip })).toBeNull();
	});

	it('costs what the user says, whatever its size', () => {
		expect(weighedCostUsd({ ...unknown, model: 'wan' }, 0.05)).toBe(0.2);
	});
});

describe('beforehand, a clip of known size', () => {
	const clip = { prompt: null, model: 'sora-2-pro', seconds: 4 };

	it.each([
		{ size: '1280x720', expected: 1.2 },
		{ size: '3840x2160', expected: null },
	])('weighs what it costs: $size', ({ size, expected }) => {
		expect(weighedCostUsd({ ...clip, size })).toBe(expected);
	});
});
