/**
 * A whole number behind the key `id` or `task_id` with more digits than JavaScript's numbers hold
 * (2^53 has 16): ids of services that count in snowflakes.
 */
const longId = /("(?:task_)?id"\s*:\s*)(\d{16,})(?=\s*[,}])/g;

/** The JSON value of a text, or undefined when it is none. Long ids keep their digits, as text. */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text.replace(longId, '$1"$2"')) as unknown;
	} catch {
		return undefined;
	}
}
