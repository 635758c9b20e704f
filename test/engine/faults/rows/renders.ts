import type { FaultGroup } from '../row';

const others = ['[12s] a lighthouse', '[14s] a harbour at night'];
const withBoat = (words: string) => [`[10s]${words} a paper boat`, ...others];
const all = (words: string) => [0, 1, 2].map((index) => `[${10 + index}s]${words} take ${index}`);
const failed = (item: number, kind = 'renderFailed') => ({ item, kind });

/** The render itself goes wrong. */
export const renders: FaultGroup = {
	title: 'A render fails',
	rows: [
		{
			name: 'one of three',
			prompts: withBoat('[fail]'),
			expected: { paid: 3, clips: 2, errors: [failed(0)] },
		},
		{
			name: 'all of three',
			prompts: all('[fail]'),
			expected: { paid: 3, clips: 0, errors: [failed(0), failed(1), failed(2)] },
		},
		{
			name: 'one by the content rules',
			prompts: withBoat('[policy]'),
			expected: { paid: 3, clips: 2, errors: [failed(0, 'policy')] },
		},
		{
			name: 'all by the content rules',
			prompts: all('[policy]'),
			expected: {
				paid: 3,
				clips: 0,
				errors: [0, 1, 2].map((item) => failed(item, 'policy')),
			},
		},
		{
			name: 'one never ends',
			prompts: withBoat('[never]'),
			limits: { giveUpAfterMinutes: 5 },
			expected: { paid: 3, clips: 2, errors: [failed(0, 'timeout')], mostSeconds: 310 },
		},
		{
			name: 'one, the node stops on failure',
			prompts: withBoat('[fail]'),
			onFailure: 'stop',
			expected: { paid: 3, clips: 0, errors: [failed(0)] },
		},
		{
			name: 'one, once, Render Again',
			prompts: withBoat('[flaky]'),
			options: { renderAgain: 1 },
			expected: { paid: 4, clips: 3 },
		},
		{
			name: 'one, always, Render Again twice',
			prompts: withBoat('[fail]'),
			options: { renderAgain: 2 },
			expected: { paid: 5, clips: 2, errors: [failed(0)] },
		},
		{
			name: 'one by the content rules, Render Again',
			prompts: withBoat('[policy]'),
			options: { renderAgain: 2 },
			expected: { paid: 3, clips: 2, errors: [failed(0, 'policy')] },
		},
		{
			name: 'one, once, Render Again, and the second create is lost',
			prompts: withBoat('[flaky]'),
			options: { renderAgain: 1 },
			orders: [
				{
					match: { path: 'create', prompt: /boat/ },
					after: 1,
					fault: { kind: 'reset', when: 'after' },
				},
			],
			expected: { paid: 4, clips: 3 },
		},
		{
			name: 'one, once, Retry On Fail',
			prompts: withBoat('[flaky]'),
			onFailure: 'retryOnFail',
			expected: { paid: 4, clips: 3 },
		},
		{
			name: 'one, once, Retry execution',
			prompts: withBoat('[flaky]'),
			onFailure: 'retryExecution',
			expected: { paid: 4, clips: 3 },
		},
		{
			name: 'one by the content rules, Retry On Fail',
			prompts: withBoat('[policy]'),
			onFailure: 'retryOnFail',
			expected: { paid: 3, clips: 0, errors: [failed(0, 'policy')] },
		},
		{
			name: 'one of three versions',
			prompts: ['[flaky] a paper boat'],
			options: { versions: 3 },
			expected: { paid: 3, clips: 2, errors: [failed(0)] },
		},
	],
};
