/** How long a text may be, in bytes as unpacked. */
export interface TextSize {
	bytes: number;
	/** So many more of files in it, as base64 or the like: long words, which cost little to parse. */
	clipBytes: number;
}

/** Characters: enough to tell what it is, and to find its id. */
const keptOfCut = 64 * 1024;

/** Found in everything JSON is made of but a long word. */
const structure = ['"', ',', '['].map((sign) => sign.charCodeAt(0));

/**
 * Reads a body as text, and no further once it is longer than it may be: then the text is its
 * beginning. One that breaks off is its beginning too, with what it threw: the id of a render that is
 * paid for stands near the beginning.
 */
export async function readText(
	chunks: AsyncIterable<Uint8Array>,
	most: TextSize,
): Promise<{ text: string; isCut: boolean; thrown?: unknown }> {
	const decoder = new TextDecoder();
	let text = '';
	// By itself, since cutting a text out of many pieces makes one of them all first.
	let beginning = '';
	let bytes = 0;
	let structured = 0;
	try {
		for await (const chunk of chunks) {
			bytes += chunk.length;
			if (structure.some((sign) => chunk.includes(sign))) structured += chunk.length;
			const piece = decoder.decode(chunk, { stream: true });
			text += piece;
			if (beginning.length < keptOfCut) beginning += piece.slice(0, keptOfCut);
			if (structured > most.bytes || bytes > most.bytes + most.clipBytes) {
				return { text: beginning, isCut: true };
			}
		}
	} catch (thrown) {
		return { text: beginning, isCut: true, thrown };
	}
	return { text: text + decoder.decode(), isCut: false };
}
