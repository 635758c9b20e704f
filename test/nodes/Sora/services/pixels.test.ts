import {
	nearestRatio,
	resolutionOf,
	shortSideOf,
	sizeOf,
} from '../../../../nodes/Sora/services/pixels';

it.each([
	['16:9', '480p', '848x480'],
	['9:16', '480p', '480x848'],
	['16:9', '720p', '1280x720'],
	['9:16', '720p', '720x1280'],
	['16:9', '1080p', '1920x1080'],
	['9:16', '1080p', '1080x1920'],
	['16:9', '4k', '3840x2160'],
	['1:1', '480p', '480x480'],
	['1:1', '1080p', '1080x1080'],
	['2:2', '1080p', '1080x1080'],
	['4:3', '480p', '640x480'],
	['3:4', '720p', '720x960'],
	['21:9', '720p', '1680x720'],
	['21:9', '1080p', '2528x1080'],
	['2.39:1', '720p', '1728x720'],
	['640:480', '768p', '1024x768'],
])('%s at %s is %s', (ratio, resolution, size) => {
	expect(sizeOf(ratio, resolution)).toBe(size);
	expect(resolutionOf(size)).toBe(resolution);
});

it.each([
	['16:9', 'HD'],
	['16:9', ''],
	['wide', '720p'],
	['16x9', '720p'],
	['0:9', '720p'],
	['-16:9', '720p'],
])('%p at %p is no size', (ratio, resolution) => {
	expect(sizeOf(ratio, resolution)).toBeUndefined();
});

it.each([
	['832x480', '480p'],
	['480x832', '480p'],
	['1792x1024', '1024p'],
	['2160x3840', '4k'],
	['1x1', '1p'],
	['0x0', null],
	['wide', null],
	['', null],
	[null, null],
])('%p has the resolution %p', (size, resolution) => {
	expect(resolutionOf(size)).toBe(resolution);
});

it.each([
	['720p', 720],
	['4k', 2160],
	['2160p', 2160],
	['768p', 768],
	['HD', undefined],
])('the short side of %s has %p pixels', (resolution, pixels) => {
	expect(shortSideOf(resolution)).toBe(pixels);
});

it.each([
	['1280x720', undefined, '16:9'],
	['832x480', undefined, '16:9'],
	['1000x1000', undefined, '1:1'],
	['640x480', undefined, '4:3'],
	['720x1280', ['16:9', '9:16'], '9:16'],
	['500x1000', ['1:1', '9:16'], '9:16'],
	['2400x1000', ['16:9', '1:1'], '16:9'],
	['1280x720', [], undefined],
])('%s is, of %p, nearest to %s', (size, ratios, nearest) => {
	expect(nearestRatio(size, ratios)).toBe(nearest);
});
