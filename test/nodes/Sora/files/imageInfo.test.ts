import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

import ffmpeg from '@ffmpeg-installer/ffmpeg';

import { readImageInfo } from '../../../../nodes/Sora/files/imageInfo';

/** Pictures as an encoder writes them: name of the file → further arguments. */
const pictures = {
	'plain.jpg': [],
	'plain.png': [],
	'lossy.webp': ['-c:v', 'libwebp'],
	'lossless.webp': ['-c:v', 'libwebp', '-lossless', '1', '-pix_fmt', 'bgra'],
	'alpha.webp': [
		'-c:v',
		'libwebp',
		'-pix_fmt',
		'yuva420p',
		'-vf',
		'format=yuva420p,colorchannelmixer=aa=0.5',
	],
};

type Picture = keyof typeof pictures;

let folder: string;
const bytesOf = async (name: Picture) => await readFile(path.join(folder, name));

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'pictures-'));
	const source = [
		'-v',
		'error',
		'-f',
		'lavfi',
		'-i',
		'testsrc=size=130x75:duration=1',
		'-frames:v',
		'1',
	];
	for (const [name, options] of Object.entries(pictures)) {
		await promisify(execFile)(ffmpeg.path, [...source, ...options, path.join(folder, name)]);
	}
});
afterAll(async () => await rm(folder, { recursive: true }));

/** A JPEG with something put in behind its first marker. */
const inserted = async (hex: string) => {
	const bytes = await bytesOf('plain.jpg');
	return Buffer.concat([bytes.subarray(0, 2), Buffer.from(hex, 'hex'), bytes.subarray(2)]);
};

describe('type and size of a picture are read from the file itself:', () => {
	it.each([
		{ name: 'plain.jpg', form: '', expected: 'image/jpeg' },
		{ name: 'plain.png', form: 'IHDR', expected: 'image/png' },
		{ name: 'lossy.webp', form: 'VP8 ', expected: 'image/webp' },
		{ name: 'lossless.webp', form: 'VP8L', expected: 'image/webp' },
		{ name: 'alpha.webp', form: 'VP8X', expected: 'image/webp' },
	] as const)('$name', async ({ name, form, expected }) => {
		const bytes = await bytesOf(name);

		expect(bytes.toString('latin1', 12, 16)).toContain(form);
		expect(readImageInfo(bytes)).toEqual({ mimeType: expected, width: 130, height: 75 });
	});

	it.each([
		{ name: 'a block of camera data', hex: `ffe100ff${'00'.repeat(253)}` },
		{
			name: 'a camera’s own small picture in it',
			hex: 'ffe10013ffd8ffc0000b080001000201011100ffd9',
		},
		{ name: 'fill bytes', hex: 'ffffff' },
		{ name: 'markers without content', hex: 'ff01ffd0ffd7' },
		{ name: 'an arithmetic table', hex: 'ffcc0004aabb' },
		{ name: 'a Huffman table', hex: 'ffc40004aabb' },
	])('a JPEG with $name', async ({ hex }) => {
		expect(readImageInfo(await inserted(hex))).toMatchObject({ width: 130, height: 75 });
	});

	it.each([0xc1, 0xc2, 0xc3, 0xc9, 0xcf])(
		'a JPEG whose frame is of kind %d, progressive and others',
		async (kind) => {
			const bytes = await bytesOf('plain.jpg');
			bytes[bytes.indexOf(Buffer.from('ffc00011', 'hex')) + 1] = kind;

			expect(readImageInfo(bytes)).toMatchObject({ width: 130, height: 75 });
		},
	);
});

describe('a picture that is cut off has its type, but no size:', () => {
	it.each([
		{ name: 'plain.png', length: 23 },
		{ name: 'plain.jpg', length: 20 },
		{ name: 'lossy.webp', length: 29 },
		{ name: 'lossless.webp', length: 24 },
		{ name: 'alpha.webp', length: 26 },
	] as const)('$name', async ({ name, length }) => {
		expect(readImageInfo((await bytesOf(name)).subarray(0, length))).toMatchObject({
			width: null,
			height: null,
		});
	});

	it('a JPEG with garbage in place of a marker', async () => {
		expect(readImageInfo(await inserted('ffe00004aabb00'))).toMatchObject({
			width: null,
			height: null,
		});
	});

	it('a WebP of a kind nobody knows', async () => {
		const bytes = await bytesOf('lossy.webp');
		bytes.write('VP9 ', 12);

		expect(readImageInfo(bytes)).toMatchObject({ width: null });
	});
});

it('a tiny lossless WebP has its size', () => {
	const bytes = Buffer.from('UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==', 'base64');

	expect(readImageInfo(bytes.subarray(0, 26))).toMatchObject({ width: 1, height: 1 });
});

it.each([
	{ name: 'a GIF', bytes: Buffer.from('GIF89a\x01\0\x01\0\0\0\0;\0\0\0', 'latin1') },
	{ name: 'a video', bytes: Buffer.from('AAAAHGZ0eXBtcDQyAAAAAW1wNDFpc29tAAAAAA==', 'base64') },
	{ name: 'a drawing in XML', bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') },
	{ name: 'nothing', bytes: Buffer.alloc(0) },
])('$name is no picture a server takes', ({ bytes }) => {
	expect(readImageInfo(bytes)).toBeUndefined();
});
