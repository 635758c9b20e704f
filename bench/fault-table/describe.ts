import type { Outcome } from '../../test/engine/faults/outcomes';

type Seen = Outcome['seen'];

/** Nothing that differs from run to run, as times and requests do: one state gives one table. */
export const columns = ['Fault', 'Paid', 'Clips', 'Paid ÷ clips', 'The user gets'];

/** Ids and ports, which would make each table differ from the last. */
const volatile: Array<[RegExp, string]> = [
	[/\b(video|task)_[\w+/=-]+/g, '…'],
	[/127\.0\.0\.1:\d+/g, 'the server'],
];
const longestQuote = 100;

/** One row of the table, for `columns`. */
export function describeRow({ row, seen, shortcomings }: Outcome): string[] {
	const { paid, clips, wanted } = seen;
	return [
		shortcomings.length === 0 ? row : `✗ ${row}`,
		String(paid),
		`${clips} of ${wanted}`,
		clips === 0 ? '–' : (paid / clips).toFixed(2),
		whatTheUserGets(seen),
	];
}

function whatTheUserGets({ errors, clips, wanted }: Seen): string {
	const parts = clips === 0 ? [] : [clips === wanted ? 'every clip' : count(clips, 'clip')];
	const alike = new Map<string, number>();
	for (const error of errors) {
		const text = describeError(error);
		alike.set(text, (alike.get(text) ?? 0) + 1);
	}
	for (const [text, times] of alike) parts.push(times === 1 ? text : `${times} × ${text}`);
	return parts.join('; ');
}

function describeError({ kind, message, advice, videoId }: Seen['errors'][number]): string {
	const named = videoId === undefined ? '' : ', with the id';
	const warned = /may exist/.test(advice) ? ', and that the video may exist' : '';
	return `error \`${kind}\`${named}: “${shorten(message)}”${warned}`;
}

/** A text without what differs from run to run. */
export function lasting(text: string): string {
	return volatile.reduce((line, [found, put]) => line.replace(found, put), text);
}

function shorten(message: string): string {
	const text = lasting(message);
	return text.length > longestQuote ? `${text.slice(0, longestQuote).trimEnd()}…` : text;
}

function count(number: number, noun: string): string {
	return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
