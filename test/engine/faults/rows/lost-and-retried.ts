import type { FaultOrder } from '../../../../simulator';
import type { FaultGroup } from '../row';

const boat = { path: 'create', prompt: /boat/ } as const;
const made: FaultOrder['fault'] = { kind: 'reset', when: 'after' };
const notMade: FaultOrder['fault'] = { kind: 'reset' };
const listIsBehind = (ms: number): FaultOrder => ({
	match: { path: 'list' },
	times: Infinity,
	fault: { kind: 'lagging', ms },
});

const allArrive = { paid: 3, clips: 3 };
const notFound = (unnamed: number) => ({
	clips: 0,
	errors: [{ item: 0, kind: 'serverUnreachable', says: /may exist/, hasId: false }],
	unnamed,
});

/** The answer to a create is lost, and the run ends at the first failure or is tried again. */
export const lostAndRetried: FaultGroup = {
	title: 'The answer to a create is lost, and the run ends or is tried again',
	rows: [
		{
			name: 'not accepted, the node stops on failure',
			onFailure: 'stop',
			orders: [{ match: boat, fault: notMade }],
			expected: { paid: 2, ...notFound(0) },
		},
		{
			name: 'accepted, the node stops on failure',
			onFailure: 'stop',
			orders: [{ match: boat, fault: made }],
			expected: allArrive,
		},
		{
			name: 'accepted, it hangs, another item fails, the node stops on failure',
			prompts: ['[10s] a paper boat', '[5s][fail] a lighthouse', '[600s] a harbour'],
			onFailure: 'stop',
			orders: [{ match: boat, fault: { kind: 'hang', when: 'after' } }],
			expected: { paid: 3, clips: 0, errors: [{ item: 1, kind: 'renderFailed' }] },
		},
		{
			name: 'accepted, another item fails at once, the node stops on failure',
			prompts: ['[10s] a paper boat', '[0s][fail] a lighthouse', '[600s] a harbour'],
			onFailure: 'stop',
			orders: [{ match: boat, fault: [{ kind: 'delay', ms: 3_000 }, made] }],
			expected: { paid: 3, clips: 0, errors: [{ item: 1, kind: 'renderFailed' }] },
		},
		{
			name: 'not accepted, Retry On Fail',
			onFailure: 'retryOnFail',
			orders: [{ match: boat, fault: notMade }],
			expected: { paid: 2, ...notFound(0) },
		},
		{
			name: 'not accepted, Retry On Fail and Retry Create',
			onFailure: 'retryOnFail',
			options: { retryCreate: true },
			orders: [{ match: boat, fault: notMade }],
			expected: allArrive,
		},
		{
			name: 'accepted, Retry On Fail, the list shows it after 10 s',
			onFailure: 'retryOnFail',
			orders: [{ match: boat, fault: made }, listIsBehind(10_000)],
			expected: allArrive,
		},
		{
			name: 'accepted, Retry execution, the list shows it after 4 s',
			onFailure: 'retryExecution',
			orders: [{ match: boat, fault: made }, listIsBehind(4_000)],
			expected: allArrive,
		},
		{
			name: 'not accepted, Retry execution',
			onFailure: 'retryExecution',
			orders: [{ match: boat, fault: notMade }],
			expected: { paid: 2, ...notFound(0) },
		},
		{
			name: 'not accepted, Retry execution, Retry Create',
			onFailure: 'retryExecution',
			options: { retryCreate: true },
			orders: [{ match: boat, times: 3, fault: notMade }],
			expected: allArrive,
		},
		{
			name: 'accepted, Retry execution, no prompts in the list',
			onFailure: 'retryExecution',
			server: { dialect: 'litellm' },
			orders: [{ match: boat, fault: made }],
			expected: { paid: 3, ...notFound(1) },
		},
		{
			name: 'accepted, Retry On Fail, no prompts in the list',
			onFailure: 'retryOnFail',
			server: { dialect: 'litellm' },
			orders: [{ match: boat, fault: made }],
			expected: { paid: 3, ...notFound(1) },
		},
	],
};
