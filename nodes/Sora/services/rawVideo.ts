import type { IDataObject } from 'n8n-workflow';

const contentKeys = new Set(['b64_json', 'base64']);
const longestText = 100_000;

/** No server nests deeper than a few levels; n8n copies items by recursion, which ends somewhere. */
const deepestLevel = 100;

/**
 * A video's answer as an item may hold it: without `error`, which n8n would take for a failed item,
 * and without a whole clip as base64 text, which would make an item of many megabytes; the file goes
 * to binary data. Of an answer nested beyond all reason only the top is kept.
 */
export function rawVideo(answer: IDataObject): IDataObject {
	const { error: _error, ...rest } = answer;
	const kept = isDeeper(rest, deepestLevel) ? scalarsOf(rest) : rest;
	return JSON.parse(
		JSON.stringify(kept, (key, value: unknown) =>
			contentKeys.has(key) || (typeof value === 'string' && value.length > longestText)
				? undefined
				: value,
		),
	) as IDataObject;
}

function isDeeper(value: unknown, levels: number): boolean {
	if (typeof value !== 'object' || value === null) return false;
	return levels === 0 || Object.values(value).some((part) => isDeeper(part, levels - 1));
}

function scalarsOf(answer: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(answer).filter(([, value]) => typeof value !== 'object' || value === null),
	);
}
