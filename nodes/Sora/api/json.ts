/**
 * A whole number behind the key `id` or `task_id` with more digits than JavaScript's numbers hold
 * (2^53 has 16): ids of services that count in snowflakes.
 */
const longId = /("(?:task_)?id"\s*:\s*)(\d{16,})(?=\s*[,}])/g;

/** A whole text in quotes, which may also have lost its end, or one of the words of Python for no number. */
const quotedOrNoNumber = /"(?:[^"\\]+|\\[^])*"?|-?(?:NaN|Infinity)\b/g;

/**
 * The JSON value of a text, or undefined when it is none. Long ids keep their digits, as text; `NaN`
 * and `Infinity`, which Python writes and JSON does not know, are null.
 */
export function parseJson(text: string): unknown {
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
