import type { Fault, FaultOrder } from '../../../../simulator';
import type { FaultGroup } from '../row';

const nine = Array.from({ length: 9 }, (_, index) => `[${10 + 3 * index}s] take ${index}`);
const fullServer: Fault = { kind: 'status', status: 429, retryAfter: 4 };

/** A night on which each part of the server fails now and then. */
const badNight: FaultOrder[] = [
	{ match: { path: 'create' }, after: 1, times: 2, fault: fullServer },
	{ match: { path: 'create', prompt: /take [27]$/ }, fault: { kind: 'reset', when: 'after' } },
	{ match: { path: 'create', prompt: /take 4$/ }, fault: { kind: 'html', when: 'after' } },
	{ match: { path: 'list' }, times: Infinity, fault: { kind: 'lagging', ms: 1_500 } },
	{ match: { path: 'list' }, after: 4, times: 3, fault: { kind: 'status', status: 500 } },
	{ match: { path: 'status' }, after: 2, times: 4, fault: { kind: 'reset' } },
	{ match: { path: 'content' }, times: 4, fault: { kind: 'cut', atFraction: 0.7, how: 'reset' } },
	{ match: { path: 'content' }, after: 6, times: 2, fault: { kind: 'html' } },
];

/** Several faults in one run. */
export const everything: FaultGroup = {
	title: 'Everything goes wrong at once',
	rows: [
		{ name: 'a bad night', prompts: nine, orders: badNight, expected: { paid: 9, clips: 9 } },
		{
			name: 'a bad night, nine equal prompts',
			prompts: nine.map(() => '[20s] take 2'),
			orders: badNight,
			expected: { paid: 9, clips: 9 },
		},
		{
			name: 'a bad night, Retry On Fail',
			prompts: nine,
			onFailure: 'retryOnFail',
			orders: [
				...badNight,
				{ match: { path: 'content' }, after: 8, times: 5, fault: { kind: 'notFound' } },
			],
			expected: { paid: 9, clips: 9 },
		},
		{
			name: 'a bad night, one render fails once, Render Again',
			prompts: ['[flaky] take 0', ...nine.slice(1)],
			options: { renderAgain: 1 },
			orders: badNight,
			expected: { paid: 10, clips: 9 },
		},
	],
};
