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
		expect(estimateCostUsd({ resolution: null, ...clip })).toBe(expected);
	});
});

describe('no price is invented for', () => {
	it.each([
		{ name: 'another model', clip: { model: 'wan' } },
		{ name: 'a model that only begins like one', clip: { model: 'sora-2-turbo' } },
		{ name: 'a reseller’s name of it', clip: { model: 'reseller/sora-2' } },
		{ name: 'no model', clip: { model: null } },
		{ name: 'less than no length', clip: { seconds: -4 } },
		{ name: 'no length', clip: { seconds: 0 } },
		{ name: 'a length of ages', clip: { seconds: 1e300 } },
		{ name: 'a size that sora-2 does not have', clip: { size: '1920x1080' } },
		{ name: 'a size that no model has', clip: { model: 'sora-2-pro', size: '3840x2160' } },
		{ name: 'no size of a model with several prices', clip: { model: 'sora-2-pro', size: null } },
		{ name: 'words for a size', clip: { model: 'sora-2-pro', size: 'large' } },
		{ name: 'no length', clip: { seconds: null } },
	])('$name', ({ clip }) => {
		const known = { model: 'sora-2', size: '1280x720', resolution: null, seconds: 8 };

		expect(estimateCostUsd({ ...known, ...clip })).toBeNull();
	});
});

describe('beforehand, a clip of unknown size', () => {
	const unknown = { size: null, resolution: null, seconds: 4 };

	it.each([
		{ model: 'sora-2', expected: 0.4 },
		{ model: 'sora-2-pro', expected: 2.8 },
		{ model: 'sora-2-pro-2025-10-06', expected: 2.8 },
	])('weighs as the dearest of $model does', ({ model, expected }) => {
		expect(weighedCostUsd({ ...unknown, model })).toBe(expected);
	});

	it.each([
		{ name: 'without a length', clip: { model: 'sora-2', seconds: null } },
		{ name: 'of another model', clip: { model: 'wan' } },
		{ name: 'of no model', clip: { model: null } },
	])('$name has no price all the same', ({ clip }) => {
		expect(weighedCostUsd({ ...unknown, ...clip })).toBeNull();
	});

	it('costs what the user says, whatever its size', () => {
		expect(weighedCostUsd({ ...unknown, model: 'wan' }, { ownRate: 0.05 })).toBe(0.2);
	});
});

describe('beforehand, a clip of known size', () => {
	const clip = { model: 'sora-2-pro', resolution: null, seconds: 4 };

	it.each([
		{ size: '1280x720', expected: 1.2 },
		{ size: '3840x2160', expected: null },
	])('weighs what it costs: $size', ({ size, expected }) => {
		expect(weighedCostUsd({ ...clip, size })).toBe(expected);
	});
});

describe('the price of a clip known by its resolution', () => {
	const clip = { model: 'google/veo-3.1-fast', size: null, seconds: 8 };
	const rates = [
		{ resolution: null, audio: false, usdPerSecond: 0.1 },
		{ resolution: null, audio: true, usdPerSecond: 0.15 },
		{ resolution: '4k', audio: null, usdPerSecond: 0.35 },
	];

	it.each([
		{ name: 'the list’s', resolution: '1080p', sources: {}, expected: 0.96 },
		{
			name: 'the dearest that fits of the service’s',
			resolution: '1080p',
			sources: { rates },
			expected: 1.2,
		},
		{
			name: 'the service’s before the list’s',
			resolution: '4k',
			sources: { rates },
			expected: 2.8,
		},
		{
			name: 'the user’s before all',
			resolution: '4k',
			sources: { rates, ownRate: 0.5 },
			expected: 4,
		},
		{ name: 'none where several may hold', resolution: null, sources: { rates }, expected: null },
		{
			name: 'the list’s where the service tells nothing',
			resolution: '720p',
			sources: { rates: [] },
			expected: 0.8,
		},
	])('is $name', ({ resolution, sources, expected }) => {
		expect(estimateCostUsd({ ...clip, resolution }, sources)).toBe(expected);
	});

	it('weighs as the dearest where the resolution is not known yet', () => {
		expect(weighedCostUsd({ ...clip, resolution: null }, { rates })).toBe(2.8);
	});
});
