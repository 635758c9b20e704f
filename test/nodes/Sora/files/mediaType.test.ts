import { sniffMediaType } from '../../../../nodes/Sora/files/mediaType';

const pad = (text: string) => Buffer.from(text.padEnd(16, '\0'), 'latin1');

describe('a file is known by its first bytes:', () => {
	it.each([
		{ name: 'MP4', head: '\0\0\0\x1cftypmp42', expected: 'video/mp4' },
		{ name: 'MP4 of another brand', head: '\0\0\0\x20ftypisom', expected: 'video/mp4' },
		{ name: 'QuickTime', head: '\0\0\0\x14ftypqt  ', expected: 'video/quicktime' },
		{ name: 'AVIF', head: '\0\0\0\x1cftypavif', expected: 'image/avif' },
		{ name: 'AVIF in motion', head: '\0\0\0\x1cftypavis', expected: 'image/avif' },
		{ name: 'WebM', head: '\x1a\x45\xdf\xa3', expected: 'video/webm' },
		{ name: 'AVI', head: 'RIFF\x10\0\0\0AVI LIST', expected: 'video/x-msvideo' },
		{ name: 'WebP', head: 'RIFF\x10\0\0\0WEBPVP8 ', expected: 'image/webp' },
		{ name: 'a sound', head: 'RIFF\x10\0\0\0WAVEfmt ', expected: undefined },
		{ name: 'JPEG', head: '\xff\xd8\xff\xe0', expected: 'image/jpeg' },
		{ name: 'PNG', head: '\x89PNG\r\n\x1a\n', expected: 'image/png' },
		{ name: 'GIF', head: 'GIF89a', expected: undefined },
		{ name: 'a JSON object', head: ' \n{"output_path"', expected: 'application/json' },
		{ name: 'a JSON list', head: '[1]', expected: 'application/json' },
		{ name: 'a page', head: '<!DOCTYPE html>', expected: 'text/html' },
		{ name: 'a page after blanks', head: '\n\n<HTML>', expected: 'text/html' },
		{ name: 'an arrow', head: '<- see here', expected: undefined },
		{ name: 'noise', head: '\x01\x02\x03', expected: undefined },
	])('$name is $expected', ({ head, expected }) => {
		expect(sniffMediaType(pad(head))?.mimeType).toBe(expected);
	});

	it('no bytes tell nothing', () => {
		expect(sniffMediaType(Buffer.alloc(0))).toBeUndefined();
	});
});
