import type { Variant } from '../../../../nodes/Sora/files/mediaType';
import { requireMedia } from '../../../../nodes/Sora/files/requireMedia';
import { film } from './film';

const jpeg = Buffer.from('ffd8ffe000104a46494600010101006000600000', 'hex');
const matroska = Buffer.from('\x01\x02unknown but not text\xff', 'latin1');

const check = (head: Buffer | string, variant: Variant, contentType?: string) =>
	requireMedia(Buffer.from(head), contentType, variant, (text) => text.replace('sk-key', '•••'));

describe('a file that is what was asked for gets its real type:', () => {
	it.each([
		{ name: 'a video', head: film(40), variant: 'video', label: 'video/mp4', type: 'video/mp4' },
		{
			name: 'a video without a label',
			head: film(40),
			variant: 'video',
			label: undefined,
			type: 'video/mp4',
		},
		{
			name: 'a spritesheet that LiteLLM calls a video',
			head: jpeg,
			variant: 'spritesheet',
			label: 'video/mp4',
			type: 'image/jpeg',
		},
		{
			name: 'an unknown container by its label',
			head: matroska,
			variant: 'video',
			label: 'Video/X-Matroska; codecs=a',
			type: 'video/x-matroska',
		},
		{
			name: 'an unknown picture by its label',
			head: matroska,
			variant: 'thumbnail',
			label: 'image/avif',
			type: 'image/avif',
		},
	] as const)('$name', ({ head, variant, label, type }) => {
		expect(check(head, variant, label)).toMatchObject({ mimeType: type });
	});

	it.each([
		{ name: 'a page', variant: 'video', label: 'video/php' },
		{ name: 'markup', variant: 'video', label: 'video/x"><script>alert(1)</script>' },
		{ name: 'nothing', variant: 'video', label: 'video/%%%' },
		{ name: 'a container nobody lists', variant: 'video', label: 'video/x-ms..wmv' },
		{ name: 'a picture with a program', variant: 'thumbnail', label: 'image/svg+xml' },
	] as const)('only bytes where the label makes it $name', ({ variant, label }) => {
		expect(check(matroska, variant, label)).toMatchObject({
			mimeType: 'application/octet-stream',
			extension: 'bin',
		});
	});

	it('an own extension where the label is a known one', () => {
		const labels = ['x-matroska', 'mpeg', 'ogg', '3gpp'].map((subtype) => `video/${subtype}`);

		expect(labels.map((label) => check(matroska, 'video', label).extension)).toEqual([
			'mkv',
			'mpeg',
			'ogg',
			'3gpp',
		]);
	});
});

describe('a file that is not what was asked for is no file:', () => {
	it.each([
		{
			name: 'JSON',
			head: '{"output_path":"/a.mp4"}',
			variant: 'video',
			label: 'video/mp4',
			message: 'The server sent "{"output_path":"/a.mp4"}" in place of the video',
		},
		{
			name: 'a page',
			head: '<html><body>Sign in</body></html>',
			variant: 'video',
			label: 'text/html',
			message: 'The server sent "Sign in" in place of the video',
		},
		{
			name: 'a text that calls itself a video',
			head: 'not\there\r\nyet',
			variant: 'video',
			label: 'video/mp4',
			message: 'The server sent "not here yet" in place of the video',
		},
		{
			name: 'noise without a label',
			head: matroska,
			variant: 'video',
			label: undefined,
			message: 'in place of the video',
		},
		{
			name: 'noise with a label of no use',
			head: matroska,
			variant: 'video',
			label: 'application/octet-stream',
			message: 'in place of the video',
		},
		{
			name: 'noise with half a label',
			head: matroska,
			variant: 'video',
			label: 'video',
			message: 'in place of the video',
		},
		{
			name: 'the video in place of its thumbnail',
			head: film(40),
			variant: 'thumbnail',
			label: 'image/webp',
			message: 'The server sent a file of type video/mp4 in place of the thumbnail',
		},
		{
			name: 'a picture by its label in place of the video',
			head: matroska,
			variant: 'video',
			label: 'image/gif',
			message: 'The server sent a file of type image/gif in place of the video',
		},
		{
			name: 'a picture in place of the video',
			head: jpeg,
			variant: 'video',
			label: 'video/mp4',
			message: 'The server sent a file of type image/jpeg in place of the video',
		},
		{
			name: 'a sound in place of the video',
			head: matroska,
			variant: 'video',
			label: 'audio/mpeg',
			message: 'in place of the video',
		},
		{
			name: 'a text with the key in it',
			head: 'Who is sk-key?',
			variant: 'video',
			label: undefined,
			message: 'The server sent "Who is •••?" in place of the video',
		},
	] as const)('$name', ({ head, variant, label, message }) => {
		expect(() => check(Buffer.from(head), variant, label)).toThrow(
			expect.objectContaining({
				kind: 'notSupported',
				message: expect.stringContaining(message) as string,
			}) as Error,
		);
	});

	it('an empty file may come true in a moment', () => {
		expect(() => check('', 'video', 'video/mp4')).toThrow(
			expect.objectContaining({ kind: 'notReady' }) as Error,
		);
	});
});
