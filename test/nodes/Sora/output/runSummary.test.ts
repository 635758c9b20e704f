import { openTally, type Arrival } from '../../../../nodes/Sora/output/runSummary';

const clip: Arrival = { reused: false, costUsd: null, isCharged: false, expiresAtSeconds: null };

describe('a run in one sentence', () => {
	it.each<{
		name: string;
		clips: Partial<Arrival>[];
		failed?: number;
		expected: string | undefined;
	}>([
		{ name: 'nothing', clips: [], expected: undefined },
		{ name: 'nothing but failures', clips: [], failed: 3, expected: undefined },
		{ name: 'one clip', clips: [{}], expected: '1 clip.' },
		{ name: 'several', clips: [{}, {}], expected: '2 clips.' },
		{ name: 'failures', clips: [{}, {}], failed: 1, expected: '2 clips, 1 failed.' },
		{ name: 'reused ones', clips: [{ reused: true }, {}], expected: '2 clips, 1 reused.' },
		{
			name: 'costs, where they are known',
			clips: [{ costUsd: 0.1 }, { costUsd: 0.2 }, {}],
			expected: '3 clips, estimated cost $0.30.',
		},
		{
			name: 'what was charged',
			clips: [{ costUsd: 0.1, isCharged: true }, { costUsd: 0.2, isCharged: true }, {}],
			expected: '3 clips, charged $0.30.',
		},
		{
			name: 'an estimate among what was charged',
			clips: [{ costUsd: 0.1, isCharged: true }, { costUsd: 0.2 }],
			expected: '2 clips, estimated cost $0.30.',
		},
		{
			name: 'no costs',
			clips: [{ costUsd: 0, reused: true }],
			expected: '1 clip, 1 reused, estimated cost $0.00.',
		},
		{
			name: 'the first expiry',
			clips: [{ expiresAtSeconds: 1_795_222_861 }, { expiresAtSeconds: 1_795_222_860 }, {}],
			expected: '3 clips. The server deletes the first file at 2026-11-21T01:01:00Z.',
		},
		{
			name: 'an expiry that is no time',
			clips: [{ expiresAtSeconds: 1e18 }],
			expected: '1 clip.',
		},
	])('with $name', ({ clips, failed = 0, expected }) => {
		const tally = openTally();
		for (const changes of clips) tally.add({ ...clip, ...changes });

		expect(tally.sentence(failed)).toBe(expected);
	});
});
