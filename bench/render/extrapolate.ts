import type { Effort, RequestCounts } from './figures';

/** What a run over so many items has taken. */
export interface MeasuredEffort extends Effort {
	items: number;
}

/**
 * What more items would take of a node that works them off one after the other: the straight line
 * through the shortest and the longest run, or through nothing and the only one.
 */
export function extrapolate(measured: MeasuredEffort[], items: number): Effort {
	const sorted = [...measured].sort((a, b) => a.items - b.items);
	const longest = sorted.at(-1);
	if (longest === undefined) throw new RangeError('There is no run to extrapolate from.');
	const shortest = sorted.length > 1 ? sorted[0] : undefined;
	const stretch = (read: (effort: Effort) => number) => {
		const base = shortest === undefined ? 0 : read(shortest);
		const baseItems = shortest?.items ?? 0;
		const slope = (read(longest) - base) / (longest.items - baseItems);
		return base + slope * (items - baseItems);
	};
	const count = (name: keyof RequestCounts) =>
		Math.round(stretch(({ requests }) => requests[name]));
	return {
		wallSeconds: stretch(({ wallSeconds }) => wallSeconds),
		requests: {
			create: count('create'),
			status: count('status'),
			content: count('content'),
			other: count('other'),
		},
	};
}
