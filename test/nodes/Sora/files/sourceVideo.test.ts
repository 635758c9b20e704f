import { checkSourceVideo, largestVideoBytes } from '../../../../nodes/Sora/files/sourceVideo';
import { film } from './film';

it.each([
	{ name: 'an MP4', fileName: 'clip.mp4', expected: 'clip.mp4' },
	{ name: 'an MP4 under a wrong name', fileName: 'clip.final.mov', expected: 'clip.final.mp4' },
	{ name: 'an MP4 without a name', fileName: '', expected: 'video.mp4' },
])('$name is sent as what it is', ({ fileName, expected }) => {
	expect(checkSourceVideo(film(40), fileName)).toEqual({
		bytes: film(40),
		fileName: expected,
		mimeType: 'video/mp4',
	});
});

it.each([
	{ name: 'a picture', bytes: Buffer.from('ffd8ffe000104a464946000101010060', 'hex') },
	{ name: 'a text', bytes: Buffer.from('hello') },
	{ name: 'nothing', bytes: Buffer.alloc(0) },
])('$name is refused before anything is sent', ({ bytes }) => {
	expect(() => checkSourceVideo(bytes, 'clip.mp4')).toThrow('The file "clip.mp4" is not a video');
});

it('a clip that is too large to be held in memory is refused', () => {
	const bytes = film(40);
	Object.defineProperty(bytes, 'length', { value: largestVideoBytes + 1 });

	expect(() => checkSourceVideo(bytes, 'clip.mp4')).toThrow('larger than 512 MB');
});
