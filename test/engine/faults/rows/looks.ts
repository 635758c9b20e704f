import type { FaultOrder } from '../../../../simulator';
import type { FaultGroup, FaultRow } from '../row';

interface BadLook {
	name: string;
	times: number;
	fault: FaultOrder['fault'];
}

const passing: BadLook[] = [
	{ name: '429 with Retry-After', times: 3, fault: { kind: 'status', status: 429, retryAfter: 5 } },
	{ name: '429 without Retry-After', times: 3, fault: { kind: 'status', status: 429 } },
	{ name: '500', times: 4, fault: { kind: 'status', status: 500 } },
	{ name: '502 with HTML', times: 3, fault: { kind: 'html' } },
	{ name: 'reset', times: 3, fault: { kind: 'reset' } },
	{ name: 'hangs', times: 2, fault: { kind: 'hang' } },
	{ name: 'malformed JSON', times: 2, fault: { kind: 'malformed' } },
	{ name: 'an empty answer', times: 2, fault: { kind: 'empty' } },
	{ name: '404 on a fresh id', times: 1, fault: { kind: 'notFound' } },
	{ name: 'unknown status word', times: 4, fault: { kind: 'statusWord', word: 'warming_up' } },
	{ name: 'progress goes backwards', times: 4, fault: { kind: 'progress', value: 'backwards' } },
	{ name: 'state of 4 s ago', times: Infinity, fault: { kind: 'lagging', ms: 4_000 } },
	{ name: 'state of 20 s ago', times: Infinity, fault: { kind: 'lagging', ms: 20_000 } },
];

const two = ['[20s] a paper boat', '[24s] a lighthouse'];
const five = Array.from({ length: 5 }, (_, index) => `[${20 + index}s] take ${index}`);
const single = { path: 'status' } as const;
const any = { method: 'GET', path: /\/videos(\/[^/]+)?$/ };

function combine({ name, times, fault }: BadLook): FaultRow[] {
	return [
		{
			name: `${name}, two renders`,
			prompts: two,
			orders: [{ match: single, times, fault }],
			expected: { paid: 2, clips: 2 },
		},
		{
			name: `${name}, five renders and their list`,
			prompts: five,
			orders: [{ match: any, times, fault }],
			expected: { paid: 5, clips: 5 },
		},
	];
}

const giveUp = { giveUpAfterMinutes: 3 };
const boat = { path: 'status', prompt: /boat/ } as const;

/** What is asked about the state of renders is answered badly. */
export const looks: FaultGroup = {
	title: 'A status request goes wrong',
	rows: [
		...passing.flatMap(combine),
		{
			name: '404 for ever',
			prompts: two,
			orders: [{ match: boat, times: Infinity, fault: { kind: 'notFound' } }],
			expected: { paid: 2, clips: 1, errors: [{ item: 0, kind: 'notFound' }] },
		},
		{
			name: '403 for one render',
			prompts: two,
			orders: [{ match: boat, times: Infinity, fault: { kind: 'status', status: 403 } }],
			expected: { paid: 2, clips: 1, errors: [{ item: 0, kind: 'auth' }] },
		},
		{
			name: '500 for ever',
			prompts: two,
			limits: giveUp,
			orders: [{ match: boat, times: Infinity, fault: { kind: 'status', status: 500 } }],
			expected: {
				paid: 2,
				clips: 1,
				errors: [{ item: 0, kind: 'serverUnreachable' }],
				mostSeconds: 240,
			},
		},
		{
			name: 'unknown status word for ever',
			prompts: two,
			limits: giveUp,
			orders: [{ match: boat, times: Infinity, fault: { kind: 'statusWord', word: 'odd' } }],
			expected: {
				paid: 2,
				clips: 1,
				errors: [{ item: 0, kind: 'timeout', says: /Download/ }],
				mostSeconds: 240,
			},
		},
		{
			name: 'the server restarts: nothing answers for a while',
			prompts: five,
			orders: [{ match: { method: 'GET' }, after: 3, times: 12, fault: { kind: 'reset' } }],
			expected: { paid: 5, clips: 5 },
		},
		{
			name: '404 three times, Retry On Fail',
			prompts: two,
			onFailure: 'retryOnFail',
			orders: [{ match: boat, times: 3, fault: { kind: 'notFound' } }],
			expected: { paid: 2, clips: 2 },
		},
	],
};
