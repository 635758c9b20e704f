import { createHash } from 'node:crypto';

import { type Asset, type Clip, clipHash, variantTypes } from './asset';

const blockBytes = 256 * 1024;
const ftypBytes = 28;
const mdatHeaderBytes = 16;

/**
 * A file of any length that costs neither disk nor memory: a valid `ftyp` box, then one `mdat` box
 * of noise. The noise is one seeded block with the block's number stamped into it, so that every
 * byte follows from its position and any range can be produced, at the speed of copying memory.
 * It has the shape of an MP4 but no track: it is for transfers, not for players.
 */
export function syntheticVideo(bytes: number, clip: Clip): Asset {
	const seed = clipHash(clip);
	const noise = noiseBlock(seed);
	const header = mp4Header(bytes);
	return {
		type: variantTypes.video,
		bytes,
		etag: `"${seed}-${bytes}"`,
		async *read(start, end) {
			for (let at = start; at <= end;) {
				const index = Math.floor(at / blockBytes);
				const block = blockAt(noise, header, index);
				const from = at - index * blockBytes;
				const to = Math.min(blockBytes, end + 1 - index * blockBytes);
				yield await Promise.resolve(block.subarray(from, to));
				at = index * blockBytes + to;
			}
		},
	};
}

function blockAt(noise: Buffer, header: Buffer, index: number): Buffer {
	const block = Buffer.allocUnsafe(blockBytes);
	noise.copy(block);
	block.writeDoubleBE(index, 64);
	if (index === 0) header.copy(block);
	return block;
}

function noiseBlock(seed: string): Buffer {
	const digestBytes = 32;
	const digests: Buffer[] = [];
	for (let n = 0; n < blockBytes / digestBytes; n += 1) {
		digests.push(createHash('sha256').update(`${seed}:${n}`).digest());
	}
	return Buffer.concat(digests);
}

/** ISO 14496-12: `ftyp` with major brand mp42, then an `mdat` with a 64-bit length. */
function mp4Header(bytes: number): Buffer {
	const header = Buffer.alloc(ftypBytes + mdatHeaderBytes);
	header.writeUInt32BE(ftypBytes, 0);
	header.write('ftypmp42', 4, 'latin1');
	header.writeUInt32BE(1, 12);
	header.write('mp41isom', 16, 'latin1');
	header.writeUInt32BE(1, ftypBytes);
	header.write('mdat', ftypBytes + 4, 'latin1');
	header.writeBigUInt64BE(BigInt(Math.max(0, bytes - ftypBytes)), ftypBytes + 8);
	return header;
}
