import type { Fault } from '../../../../simulator';
import type { FaultGroup, FaultRow } from '../row';

const eight = Array.from({ length: 8 }, (_, index) => `[${20 + 2 * index}s] take ${index}`);

/** A list that shows all renders serves for them all; else each is asked for by itself. */
const mostLooks = { shared: 20, single: 64 };

interface WrongList {
	name: string;
	fault: Fault;
	/** It still shows where each render stands. */
	showsAll?: boolean;
}

const faults: WrongList[] = [
	{ name: 'empty', fault: { kind: 'list', how: 'empty' } },
	{ name: 'without cursors', fault: { kind: 'list', how: 'noCursors' }, showsAll: true },
	{ name: 'with repeats', fault: { kind: 'list', how: 'repeats' }, showsAll: true },
	{ name: 'shuffled', fault: { kind: 'list', how: 'shuffled' }, showsAll: true },
	{ name: 'ignores the cursor', fault: { kind: 'list', how: 'ignoresCursor' }, showsAll: true },
	{ name: 'forgets every second render', fault: { kind: 'list', how: 'forgets' } },
	{ name: '5 s behind', fault: { kind: 'lagging', ms: 5_000 } },
	{ name: 'a minute behind', fault: { kind: 'lagging', ms: 60_000 } },
	{ name: '500', fault: { kind: 'status', status: 500 } },
	{ name: '429', fault: { kind: 'status', status: 429, retryAfter: 5 } },
	{ name: '404', fault: { kind: 'status', status: 404 } },
	{ name: '502 with HTML', fault: { kind: 'html' } },
	{ name: 'reset', fault: { kind: 'reset' } },
	{ name: 'hangs', fault: { kind: 'hang' } },
	{ name: 'malformed JSON', fault: { kind: 'malformed' } },
	{ name: 'unknown status word', fault: { kind: 'statusWord', word: 'warming_up' } },
	{ name: 'progress goes backwards', fault: { kind: 'progress', value: 'backwards' } },
	{ name: 'slow trickle', fault: { kind: 'trickle', bytesPerSecond: 500 } },
];

const dialects = [
	{ dialect: 'litellm', showsAll: true },
	{ dialect: 'sglang', showsAll: true },
	{ dialect: 'new-api', showsAll: false },
] as const;

const row = (
	name: string,
	showsAll: boolean,
	changes: Omit<FaultRow, 'name' | 'expected'>,
): FaultRow => ({
	...changes,
	name,
	prompts: eight,
	limits: { parallelRenders: 8 },
	expected: { paid: 8, clips: 8, mostLooks: showsAll ? mostLooks.shared : mostLooks.single },
});

/** Many renders are followed by the server's list, which is wrong for the whole run. */
export const lists: FaultGroup = {
	title: 'The list of eight renders is wrong',
	rows: [
		row('nothing is wrong', true, {}),
		...faults.map(({ name, fault, showsAll = false }) =>
			row(name, showsAll, { orders: [{ match: { path: 'list' }, times: Infinity, fault }] }),
		),
		...dialects.map(({ dialect, showsAll }) =>
			row(`as at ${dialect}`, showsAll, { server: { dialect } }),
		),
		{
			name: '120 renders, more than a page',
			prompts: Array.from({ length: 120 }, (_, index) => `[${20 + (index % 7)}s] take ${index}`),
			limits: { parallelRenders: 120 },
			expected: { paid: 120, clips: 120, mostLooks: 36 },
		},
	],
};
