/** Beginnings of files, enough for whoever judges a file by its first bytes. */
export const mp4 = Buffer.concat([
	Buffer.from([0, 0, 0, 24]),
	Buffer.from('ftypmp42\0\0\0\0mp42isom', 'latin1'),
	Buffer.from('the moving picture'),
]);

export const webp = Buffer.from('RIFF\x20\0\0\0WEBPVP8 a frame', 'latin1');

export const jpeg = Buffer.concat([
	Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
	Buffer.from('a grid of frames'),
]);

/** The head of a PNG file of this size. */
export function png(width: number, height: number): Buffer {
	const head = Buffer.alloc(33);
	head.write('\x89PNG\r\n\x1a\n', 'latin1');
	head.writeUInt32BE(13, 8);
	head.write('IHDR', 12, 'latin1');
	head.writeUInt32BE(width, 16);
	head.writeUInt32BE(height, 20);
	return head;
}
