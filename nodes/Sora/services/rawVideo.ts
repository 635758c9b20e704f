import type { IDataObject } from 'n8n-workflow';

const contentKeys = new Set(['b64_json', 'base64']);
const longestText = 100_000;

/** No server nests deeper than a few levels; n8n copies items by recursion, which ends somewhere. */
const deepestLevel = 100;
/** In characters, about: more is nothing to look at, and n8n stores it with each execution. */
const mostChars = 256 * 1024;
/** Where an answer is too much, so many of its short fields are kept. */
const mostFields = 100;
const shortText = 2_000;

/**
 * A video's answer as an item may hold it: without `error`, which n8n would take for a failed item,
 * and without a whole clip as base64 text, which would make an item of many megabytes; the file goes
 * to binary data. Of an answer that is long or nested beyond all reason only the top is kept.
 */
export function rawVideo(answer: IDataObject): IDataObject {
	const { error: _error, ...rest } = answer;
	const isTooMuch = charsOf(rest, deepestLevel, mostChars) > mostChars;
	return JSON.parse(
		JSON.stringify(isTooMuch ? shortFieldsOf(rest) : rest, (key, value: unknown) =>
			isContent(key, value) ? undefined : value,
		),
	) as IDataObject;
}

function isContent(key: string, value: unknown): boolean {
	return contentKeys.has(key) || (typeof value === 'string' && value.length > longestText);
}

/** Characters of a value as JSON, about; counted no further than the most, infinite where it is deeper. */
function charsOf(value: unknown, levels: number, most: number): number {
	if (typeof value === 'string') return value.length;
	if (typeof value !== 'object' || value === null) return 4;
	if (levels === 0) return Number.POSITIVE_INFINITY;
	let chars = 0;
	for (const [key, part] of Object.entries(value)) {
		chars += key.length + 4;
		if (!isContent(key, part)) chars += charsOf(part, levels - 1, most - chars);
		if (chars > most) break;
	}
	return chars;
}

function shortFieldsOf(answer: IDataObject): IDataObject {
	const isShort = (value: unknown) =>
		typeof value === 'string'
			? value.length <= shortText
			: typeof value !== 'object' || value === null;
	const short = Object.entries(answer).filter(
		([key, value]) => key.length <= shortText && isShort(value),
	);
	return Object.fromEntries(short.slice(0, mostFields));
}
