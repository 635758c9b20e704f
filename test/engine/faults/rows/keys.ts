import type { FaultOrder } from '../../../../simulator';
import type { FaultGroup } from '../row';

const long = ['[600s] a paper boat', '[600s] a lighthouse', '[600s] a harbour at night'];
const refused: FaultOrder['fault'] = { kind: 'status', status: 401 };

/** From the n-th request on, whatever it is for, the key counts for nothing. */
const revokedAfter = (requests: number): FaultOrder => ({
	after: requests,
	times: Infinity,
	fault: refused,
});
const auth = (item: number, hasId = true) => ({ item, kind: 'auth', hasId });

/** The key is revoked while the run is under way. */
export const keys: FaultGroup = {
	title: 'The key is revoked in mid-run',
	rows: [
		{
			name: 'while one render is waited for',
			prompts: long.slice(0, 1),
			orders: [revokedAfter(4)],
			expected: { paid: 1, clips: 0, errors: [auth(0)], mostRequests: 5, mostSeconds: 60 },
		},
		{
			name: 'while three are waited for',
			prompts: long,
			orders: [revokedAfter(8)],
			expected: {
				paid: 3,
				clips: 0,
				errors: [auth(0), auth(1), auth(2)],
				mostRequests: 11,
				mostSeconds: 60,
			},
		},
		{
			name: 'while three are waited for, the node stops on failure',
			prompts: long,
			onFailure: 'stop',
			orders: [revokedAfter(8)],
			expected: { paid: 3, clips: 0, errors: [auth(0)], mostRequests: 11, mostSeconds: 60 },
		},
		{
			name: 'while two of five are waited for',
			prompts: [...long, '[600s] a pier', '[600s] a tide'],
			limits: { parallelRenders: 2 },
			orders: [revokedAfter(6)],
			expected: {
				paid: 2,
				clips: 0,
				errors: [auth(0), auth(1), auth(2, false), auth(3, false), auth(4, false)],
				mostRequests: 8,
				mostSeconds: 60,
			},
		},
		{
			name: 'before the second of three creates',
			prompts: long,
			orders: [revokedAfter(1)],
			expected: {
				paid: 1,
				clips: 0,
				errors: [auth(0), auth(1, false), auth(2, false)],
				mostRequests: 4,
				mostSeconds: 10,
			},
		},
		{
			name: 'before the second of twenty creates',
			prompts: Array.from({ length: 20 }, (_, index) => `[600s] take ${index}`),
			orders: [revokedAfter(1)],
			expected: {
				paid: 1,
				clips: 0,
				errors: Array.from({ length: 20 }, (_, item) => auth(item, item === 0)),
				mostRequests: 6,
				mostSeconds: 10,
			},
		},
		{
			name: 'before the downloads',
			orders: [{ match: { path: 'content' }, times: Infinity, fault: refused }],
			expected: { paid: 3, clips: 0, errors: [auth(0), auth(1), auth(2)] },
		},
		{
			name: 'before the downloads, Retry On Fail',
			onFailure: 'retryOnFail',
			orders: [{ match: { path: 'content' }, times: Infinity, fault: refused }],
			expected: { paid: 3, clips: 0, errors: [auth(0)] },
		},
		{
			name: 'and given back, Retry execution',
			onFailure: 'retryExecution',
			orders: [{ after: 5, times: 3, fault: refused }],
			expected: { paid: 3, clips: 3 },
		},
		{
			name: 'for a moment, Retry On Fail',
			onFailure: 'retryOnFail',
			orders: [{ after: 6, times: 2, fault: refused }],
			expected: { paid: 3, clips: 3 },
		},
	],
};
