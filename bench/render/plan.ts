import type { Batch } from './figures';

/** Renders of one length through both nodes. */
export interface Comparison {
	renderSeconds: number;
	items: number[];
	/** The most items that n8n's node gets; what more would take is extrapolated. */
	theirsUpTo: number;
}

/** What is measured. */
export interface Plan {
	sideBySide: Comparison[];
	load: Batch[];
	transfer: { bytes: number; rounds: number };
}

/** The most that the node's form allows. */
const mostParallel = 200;

const mebibyte = 2 ** 20;

/** About ten minutes, most of which n8n's node spends waiting. */
export const fullPlan: Plan = {
	sideBySide: [
		{ renderSeconds: 3, items: [1, 10, 50], theirsUpTo: 10 },
		{ renderSeconds: 20, items: [1, 10, 50], theirsUpTo: 1 },
	],
	load: [10, 200, 1_000].map((items) => ({ items, renderSeconds: 20, parallel: mostParallel })),
	transfer: { bytes: 2_048 * mebibyte, rounds: 3 },
};

/** About a minute, to see whether everything still runs. */
export const quickPlan: Plan = {
	sideBySide: [{ renderSeconds: 3, items: [1, 10], theirsUpTo: 1 }],
	load: [10, 50].map((items) => ({ items, renderSeconds: 3, parallel: mostParallel })),
	transfer: { bytes: 256 * mebibyte, rounds: 1 },
};
