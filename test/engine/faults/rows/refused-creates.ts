import type { FaultOrder } from '../../../../simulator';
import type { FaultGroup } from '../row';

const create = { path: 'create' } as const;
const boat = { path: 'create', prompt: /boat/ } as const;
const tooMany = (retryAfter?: number | string): FaultOrder['fault'] => ({
	kind: 'status',
	status: 429,
	...(retryAfter === undefined ? {} : { retryAfter }),
});

const sixPrompts = Array.from({ length: 6 }, (_, index) => `[${10 + index}s] take ${index}`);
const allArrive = { paid: 3, clips: 3 };

/** The server says no before it has taken anything on. */
export const refusedCreates: FaultGroup = {
	title: 'A create is refused',
	rows: [
		{
			name: '429 with Retry-After',
			orders: [{ match: create, times: 2, fault: tooMany(7) }],
			expected: { ...allArrive, mostSeconds: 50 },
		},
		{
			name: '429 with Retry-After as a date',
			orders: [{ match: create, fault: tooMany('Sat, 21 Nov 2026 00:00:20 GMT') }],
			expected: { ...allArrive, mostSeconds: 50 },
		},
		{
			name: '429 without Retry-After',
			orders: [{ match: create, times: 4, fault: tooMany() }],
			expected: { ...allArrive, mostSeconds: 60 },
		},
		{
			name: '429 for all of six at once, then for every second one',
			prompts: sixPrompts,
			orders: [
				{ match: create, times: 6, fault: tooMany(5) },
				{ match: create, after: 7, fault: tooMany(5) },
				{ match: create, after: 9, fault: tooMany(5) },
			],
			expected: { paid: 6, clips: 6 },
		},
		{
			name: '429 while two long renders fill the server',
			prompts: ['[900s] take 0', '[700s] take 1', '[10s] take 2', '[10s] take 3'],
			limits: { giveUpAfterMinutes: 30 },
			orders: [{ match: create, after: 2, times: 8, fault: tooMany(10) }],
			expected: { paid: 4, clips: 4 },
		},
		{
			name: '429 for ever',
			orders: [{ match: create, times: Infinity, fault: tooMany(10) }],
			expected: {
				paid: 0,
				clips: 0,
				errors: [0, 1, 2].map((item) => ({ item, kind: 'rateLimit', hasId: false })),
			},
		},
		{
			name: '429 for ever, twenty items',
			prompts: Array.from({ length: 20 }, (_, index) => `[10s] take ${index}`),
			orders: [{ match: create, times: Infinity, fault: tooMany(10) }],
			expected: {
				paid: 0,
				clips: 0,
				errors: Array.from({ length: 20 }, (_, item) => ({
					item,
					kind: 'rateLimit',
					hasId: false,
				})),
				mostSeconds: 1_200,
			},
		},
		{
			name: '429 that asks to wait an hour',
			orders: [{ match: boat, fault: tooMany(3_600) }],
			expected: {
				paid: 2,
				clips: 2,
				errors: [{ item: 0, kind: 'rateLimit', says: /60 minutes/, hasId: false }],
			},
		},
		{
			name: '429 for lack of credit',
			orders: [{ match: boat, fault: { kind: 'status', status: 429, code: 'insufficient_quota' } }],
			expected: { paid: 2, clips: 2, errors: [{ item: 0, kind: 'quota', hasId: false }] },
		},
		{
			name: '400 by the content rules',
			orders: [{ match: boat, fault: { kind: 'status', status: 400, code: 'moderation_blocked' } }],
			expected: { paid: 2, clips: 2, errors: [{ item: 0, kind: 'policy', hasId: false }] },
		},
		{
			name: '429, then the answer is lost',
			orders: [
				{ match: boat, fault: tooMany(3) },
				{ match: boat, after: 0, fault: { kind: 'reset', when: 'after' } },
			],
			expected: allArrive,
		},
	],
};
