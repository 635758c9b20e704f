import { createHash } from 'node:crypto';

/** Bytes that begin as an MP4 does and differ everywhere after that. */
export function film(length: number, take = 0): Buffer {
	const bytes = Buffer.alloc(length);
	for (let at = 0; at < length; at++) bytes[at] = (at * 7 + (at >> 8) * 31 + take) & 0xff;
	Buffer.from('AAAAHGZ0eXBtcDQyAAAAAW1wNDFpc29tAAAAAA==', 'base64').copy(bytes);
	return bytes;
}

/** What tells whether a file came through whole. */
export function sha256(bytes: Buffer): string {
	return createHash('sha256').update(bytes).digest('hex');
}

/** A box of an MP4, of so many bytes in all. */
export function box(type: string, length: number): Buffer {
	const bytes = film(length, type.length);
	bytes.writeUInt32BE(length, 0);
	bytes.write(type, 4, 'latin1');
	return bytes;
}
