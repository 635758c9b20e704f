import type { FaultOrder, SimulatorOptions } from '../../../../simulator';
import type { FaultGroup } from '../row';

const create = { path: 'create' } as const;
const boat = { path: 'create', prompt: /boat/ } as const;
const made: FaultOrder['fault'] = { kind: 'reset', when: 'after' };
const notMade: FaultOrder['fault'] = { kind: 'reset' };

const lists = (fault: FaultOrder['fault'], times = Infinity): FaultOrder => ({
	match: { path: 'list' },
	times,
	fault,
});
const equalPrompts = Array.from({ length: 3 }, () => '[10s] a paper boat');
const others = ['[12s] a lighthouse', '[14s] a harbour at night'];
const allArrive = { paid: 3, clips: 3 };

/** A server whose clock goes wrong by so many minutes. */
const clockOff = (minutes: number): SimulatorOptions => ({
	now: () => Date.now() + minutes * 60_000,
});

const notFound = (says: RegExp, unnamed: number) => ({
	clips: 2,
	errors: [{ item: 0, kind: 'serverUnreachable', says, hasId: false }],
	unnamed,
});

/** The render of a lost create is looked for, and the list of the server does what it likes. */
export const searches: FaultGroup = {
	title: 'The render of a lost create is looked for',
	rows: [
		{
			name: 'all three creates lost',
			orders: [{ match: create, times: 3, fault: made }],
			expected: allArrive,
		},
		{
			name: 'all three creates lost, equal prompts',
			prompts: equalPrompts,
			orders: [{ match: create, times: 3, fault: made }],
			expected: allArrive,
		},
		{
			name: 'one accepted, one not, equal prompts, Retry Create',
			prompts: equalPrompts,
			options: { retryCreate: true },
			orders: [
				{ match: create, fault: notMade },
				{ match: create, fault: made },
			],
			expected: allArrive,
		},
		{
			name: 'one of three versions lost',
			prompts: ['[10s] a paper boat'],
			options: { versions: 3 },
			orders: [{ match: create, fault: made }],
			expected: allArrive,
		},
		{
			name: 'one render for three equal prompts lost, reuse',
			prompts: equalPrompts,
			options: { reuseWithinHours: 1 },
			orders: [{ match: create, fault: made }],
			expected: { paid: 1, clips: 3 },
		},
		{
			name: 'the list shows it after 1.5 s',
			orders: [{ match: boat, fault: made }, lists({ kind: 'lagging', ms: 1_500 })],
			expected: allArrive,
		},
		{
			name: 'the list shows it after 10 s',
			orders: [{ match: boat, fault: made }, lists({ kind: 'lagging', ms: 10_000 })],
			expected: { paid: 3, ...notFound(/may exist.*Get Many/, 1) },
		},
		{
			name: 'the list shows it after 10 s, Retry Create',
			options: { retryCreate: true },
			orders: [{ match: boat, fault: made }, lists({ kind: 'lagging', ms: 10_000 })],
			expected: { paid: 4, clips: 3, unnamed: 1 },
		},
		{
			name: 'the list fails twice',
			orders: [{ match: boat, fault: made }, lists({ kind: 'status', status: 500 }, 2)],
			expected: allArrive,
		},
		{
			name: 'the list always fails',
			orders: [{ match: boat, fault: made }, lists({ kind: 'status', status: 500 })],
			expected: { paid: 3, ...notFound(/may exist/, 1) },
		},
		{
			name: 'the list hangs',
			orders: [{ match: boat, fault: made }, lists({ kind: 'hang' })],
			expected: { paid: 3, ...notFound(/may exist/, 1), mostSeconds: 600 },
		},
		{
			name: 'the list is empty',
			orders: [{ match: boat, fault: made }, lists({ kind: 'list', how: 'empty' })],
			expected: { paid: 3, ...notFound(/may exist.*Get Many/, 1) },
		},
		...(
			[
				['is shuffled', 'shuffled'],
				['repeats', 'repeats'],
				['has no cursors', 'noCursors'],
				['ignores the cursor', 'ignoresCursor'],
			] as const
		).map(([name, how]) => ({
			name: `the list ${name}`,
			orders: [{ match: boat, fault: made }, lists({ kind: 'list', how })],
			expected: allArrive,
		})),
		...(['vllm-omni', 'trtllm'] as const).map((dialect) => ({
			name: `the list is one of ${dialect}`,
			server: { dialect },
			orders: [{ match: boat, fault: made }],
			expected: allArrive,
		})),
		{
			name: 'the prompt has several lines and signs of many languages',
			prompts: ['[10s] ein Boot\naus „Papier“ 🚤  ', ...others],
			orders: [{ match: { path: 'create', prompt: /Boot/ }, fault: made }],
			expected: allArrive,
		},
		{
			name: 'an equal render of a minute ago is not taken for it',
			earlier: ['[10s] a paper boat'],
			orders: [{ match: boat, fault: notMade }],
			expected: { paid: 2, ...notFound(/may exist/, 0) },
		},
		{
			name: 'the right one of two equal renders is found',
			earlier: ['[10s] a paper boat'],
			orders: [{ match: boat, fault: made }],
			expected: allArrive,
		},
		...[-120, -5, 5].map((minutes) => ({
			name: `the clock of the server is ${Math.abs(minutes)} minutes ${minutes < 0 ? 'slow' : 'fast'}`,
			server: clockOff(minutes),
			orders: [{ match: boat, fault: made }],
			expected: allArrive,
		})),
	],
};
