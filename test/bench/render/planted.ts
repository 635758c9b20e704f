import type { Batch, Effort, Load, Pair, Transfer, Usage } from '../../../bench/render/figures';

export function effort(wallSeconds: number, status = 1): Effort {
	return { wallSeconds, requests: { create: 1, status, content: 1, other: 0 } };
}

export function batch(items: number, renderSeconds: number): Batch {
	return { items, renderSeconds, parallel: items };
}

export function pair(changes: Partial<Pair> = {}): Pair {
	return {
		batch: batch(50, 3),
		idealSeconds: 3,
		ours: effort(3.6),
		theirs: effort(1_000),
		extrapolated: false,
		...changes,
	};
}

export function usage(beforeMb: number, peakMb: number): Usage {
	return { cpuSeconds: 2, beforeMb, peakMb };
}

export function load(changes: Partial<Load> = {}): Load {
	return {
		batch: batch(10, 20),
		idealSeconds: 20,
		effort: effort(21, 3),
		usage: usage(500, 520),
		...changes,
	};
}

export function transfer(changes: Partial<Transfer> = {}): Transfer {
	return {
		bytes: 2 ** 31,
		oursSeconds: 8,
		httpSeconds: 10,
		bareSeconds: 4,
		usage: usage(500, 540),
		...changes,
	};
}
