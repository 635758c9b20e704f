/** Characters the simulated picture shows of a prompt; more would cover the whole frame. */
const longestCaption = 240;

/**
 * The text drawn into a clip: the prompt wrapped to the frame's width, then seconds and size.
 * drawtext does not wrap by itself, so lines are broken by the font's average glyph width.
 */
export function captionFor(
	prompt: string,
	seconds: number,
	width: number,
	height: number,
): { text: string; fontPixels: number } {
	const fontPixels = Math.max(8, Math.round(Math.min(width, height) / 18));
	const perLine = Math.max(8, Math.floor((width * 0.85) / (fontPixels * 0.58)));
	const shown = [...prompt.replace(/\s+/g, ' ').trim()];
	const cut = shown.length > longestCaption ? [...shown.slice(0, longestCaption), '…'] : shown;
	const lines = wrap(cut.join(''), perLine);
	return { text: [...lines, '', `${seconds} s · ${width} × ${height}`].join('\n'), fontPixels };
}

function wrap(text: string, perLine: number): string[] {
	const lines: string[] = [];
	let line = '';
	for (const word of text.split(' ')) {
		for (const piece of chunks(word, perLine)) {
			if (line !== '' && line.length + 1 + piece.length > perLine) {
				lines.push(line);
				line = '';
			}
			line = line === '' ? piece : `${line} ${piece}`;
		}
	}
	return line === '' ? lines : [...lines, line];
}

function chunks(word: string, length: number): string[] {
	const glyphs = [...word];
	const pieces: string[] = [];
	for (let at = 0; at < glyphs.length; at += length) {
		pieces.push(glyphs.slice(at, at + length).join(''));
	}
	return pieces;
}
