/** Rows that do not hold yet, and what that means to a user. Whoever mends one takes it off. */
const knownToFail: Array<{ reason: string; rows: string[] }> = [
	{
		reason: 'An answer is read whole, however large it is, and can take all memory of n8n.',
		rows: ['Too much › create: 100 MB', 'Too much › list: 100 KB of gzip that are 100 MB'],
	},
	{
		reason: 'An error of many "<" stops all of n8n for seconds.',
		rows: ['Too much › create refused with 400: 40 KB of "<"'],
	},
	{
		reason: 'What a server says goes into items and errors at any length.',
		rows: [
			'Too much › create refused with 400: a message of 20 MB',
			'Too much › create: an id of 200 KB',
			'Too much › follow: the reason of a failure is 20 MB',
		],
	},
	{
		reason: 'A long list stops all of n8n at every look.',
		rows: ['Lists › five renders followed, the list holds 12,000 entries'],
	},
	{
		reason: 'A server that asks for no pause gets creates as fast as it refuses them.',
		rows: ['Clocks › 429 to each create for a while, retry-after-ms: 0'],
	},
	{
		reason: 'A page in place of a video ends the wait, and Get, Get Many and Download at once.',
		rows: [
			'200, and no video › a page, six times while a render is waited for',
			'200, and no video › a page, once, to Get',
			'200, and no video › a page, once, to Get Many',
			'200, and no video › a page, once, to Download',
			'200, and no video › nothing, six times while a render is waited for',
			'200, and no video › NaN in the progress, six times while a render is waited for',
			'200, and no video › 300 items, 1.5 % of all answers, Retry On Fail (seed 1)',
		],
	},
	{
		reason: 'A secret is blacked out only in the spelling in which it was typed.',
		rows: [
			'Secrets › the message of an error: 13 spellings',
			'Secrets › an error in plain text: 13 spellings',
			'Secrets › the id of a video: 13 spellings',
			'Secrets › the status word: 13 spellings',
			'Secrets › a field that nobody knows: 13 spellings',
			'Secrets › Location: 13 spellings',
			'Secrets › a key with a line break, echoed without it',
		],
	},
	{
		reason: 'A password in the Base URL is shown when the server echoes it.',
		rows: ['Secrets › a password in the Base URL, echoed'],
	},
];

/** Each as `group › row`. */
export const rowsKnownToFail: readonly string[] = knownToFail.flatMap(({ rows }) => rows);

/** Why a row fails; undefined for one that must hold. */
export function reasonOf(row: string): string | undefined {
	return knownToFail.find(({ rows }) => rows.includes(row))?.reason;
}
