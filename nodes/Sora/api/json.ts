/**
 * A whole number behind the key `id` or `task_id` with more digits than JavaScript's numbers hold
 * (2^53 has 16): ids of services that count in snowflakes.
 */
const longId = /("(?:task_)?id"\s*:\s*)(\d{16,})(?=\s*[,}])/g;

/** A whole text in quotes, which may also have lost its end, or one of the words of Python for no number. */
const quotedOrNoNumber = /"(?:[^"\\]+|\\[^])*"?|-?(?:NaN|Infinity)\b/g;

/**
 * The JSON value of a text, or undefined when it is none. Long ids keep their digits, as text; `NaN`
 * and `Infinity`, which Python writes and JSON does not know, are null. What is nested beyond all reason
 * is no value either: a few megabytes of `[` would stop n8n for seconds.
 */
export function parseJson(text: string): unknown {
	if (isTooDeep(text)) return undefined;
	const written = text.replace(longId, '$1"$2"');
	const value = parse(written);
	return value === undefined && /NaN|Infinity/.test(written) ? parse(withNulls(written)) : value;
}

function withNulls(text: string): string {
	return text.replace(quotedOrNoNumber, (found) => (found.startsWith('"') ? found : 'null'));
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

/** No server nests deeper than a few levels; so many take no more than some 50 ms to parse. */
const deepestLevel = 150_000;

const [quote, open, close, openList, closeList] = ['"', '{', '}', '[', ']'].map((sign) =>
	sign.charCodeAt(0),
);

function isTooDeep(text: string): boolean {
	let depth = 0;
	for (let at = 0; at < text.length; at++) {
		const sign = text.charCodeAt(at);
		if (sign === quote) at = endOfQuoted(text, at);
		else if (sign === close || sign === closeList) depth--;
		else if ((sign === open || sign === openList) && ++depth > deepestLevel) return true;
	}
	return false;
}

/** Where the text in quotes that begins here ends, by its first quote that is not escaped. */
function endOfQuoted(text: string, from: number): number {
	for (let end = text.indexOf('"', from + 1); end >= 0; end = text.indexOf('"', end + 1)) {
		let backslashes = 0;
		while (text[end - 1 - backslashes] === '\\') backslashes++;
		if (backslashes % 2 === 0) return end;
	}
	return text.length;
}
