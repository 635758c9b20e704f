/** The boxes of a film, as its bytes pass by. */
export interface Boxes {
	pass(chunk: Uint8Array): void;
	/**
	 * Whether the last byte so far ends a box, as the last byte of a whole file does; undefined where
	 * the file has none, or does not tell how long they are.
	 */
	endHere(): boolean | undefined;
}

/** Size and type; where the size stands behind the type, that too. */
const shortHeader = 8;
const longHeader = 16;

/**
 * Follows the boxes of an MP4 or MOV file from its first byte on (ISO/IEC 14496-12, 4.2). Only their
 * headers are looked at.
 */
export function openBoxes(): Boxes {
	let header = Buffer.alloc(0);
	/** Bytes of the present box that are still to come. */
	let left = 0;
	let count = 0;
	let isKnown = true;
	const begin = () => {
		const size = bodyOf(header);
		const isFilm = count > 0 || header.toString('latin1', 4, 8) === 'ftyp';
		if (size === undefined || !isFilm) isKnown = false;
		left = size ?? 0;
		count++;
		header = Buffer.alloc(0);
	};
	return {
		pass: (chunk) => {
			for (let at = 0; isKnown && at < chunk.length;) {
				if (left > 0) {
					const step = Math.min(left, chunk.length - at);
					left -= step;
					at += step;
				} else {
					const part = chunk.subarray(at, at + headerBytes(header) - header.length);
					header = Buffer.concat([header, part]);
					at += part.length;
					if (header.length === headerBytes(header)) begin();
				}
			}
		},
		endHere: () => (isKnown && count > 0 ? left === 0 && header.length === 0 : undefined),
	};
}

/** How long a header is, as far as that is known from its beginning. */
function headerBytes(header: Buffer): number {
	return header.length >= shortHeader && header.readUInt32BE(0) === 1 ? longHeader : shortHeader;
}

/** The bytes of a box behind its header; undefined where it goes on to the end of the file, or is none. */
function bodyOf(header: Buffer): number | undefined {
	const size =
		header.length === longHeader ? Number(header.readBigUInt64BE(8)) : header.readUInt32BE(0);
	return size >= header.length ? size - header.length : undefined;
}
