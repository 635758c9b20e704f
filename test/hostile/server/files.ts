import { createHash } from 'node:crypto';

/** Enough to be cut, resumed and told from another. */
export const clipBytes = 60_000;

/** A file that begins as an MP4 does, different for each id. */
export function clipOf(id: string, bytes = clipBytes): Buffer {
	const head = Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isommp42', 'latin1');
	const box = Buffer.alloc(8);
	box.writeUInt32BE(bytes - head.length);
	box.write('mdat', 4, 'latin1');
	const seed = createHash('sha256').update(id).digest();
	const rest = bytes - head.length - box.length;
	return Buffer.concat([head, box, Buffer.alloc(rest, seed)]);
}

/** How a file is recognised on the other side. */
export function hashOf(bytes: Uint8Array): string {
	return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}

/** The smallest PNG that is one: 1280 x 720 by its header, and nothing behind it. */
export const pngHead = Buffer.from(
	'89504e470d0a1a0a0000000d4948445200000500000002d00802000000',
	'hex',
);
