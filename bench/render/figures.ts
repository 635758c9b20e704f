import type { LoggedRequest } from '../../simulator';

/** So many items through one node in one run, all renders of the same length. */
export interface Batch {
	items: number;
	renderSeconds: number;
	/** Renders at the server at a time, at most. */
	parallel: number;
}

/** Requests that the server got during a run. */
export interface RequestCounts {
	create: number;
	/** Single status requests and list pages together: all that asks how renders stand. */
	status: number;
	content: number;
	other: number;
}

/** What a run has taken. */
export interface Effort {
	/** From the start to the end of the execution, by n8n's own clock. */
	wallSeconds: number;
	requests: RequestCounts;
}

/** What the n8n process has used during a run; memory is resident memory, in MB of 10^6 bytes. */
export interface Usage {
	cpuSeconds: number;
	beforeMb: number;
	peakMb: number;
}

/** The same batch through both nodes, and what no client could beat. */
export interface Pair {
	batch: Batch;
	idealSeconds: number;
	ours: Effort;
	theirs: Effort;
	/** Whether `theirs` follows from shorter runs instead of having been measured. */
	extrapolated: boolean;
}

/** A batch through our node, with what it has cost n8n's machine. */
export interface Load {
	batch: Batch;
	idealSeconds: number;
	effort: Effort;
	usage: Usage;
}

/** The same file through our node, n8n's HTTP Request node and a bare client, one after the other. */
export interface Transfer {
	bytes: number;
	oursSeconds: number;
	httpSeconds: number;
	bareSeconds: number;
	/** Of our node's run. */
	usage: Usage;
}

/** What the parts of the benchmark have found; a part that was not asked for is missing. */
export interface Results {
	sideBySide?: Pair[];
	load?: Load[];
	transfer?: Transfer[];
}

/** Growth of a process over a run, in MB. */
export function growthMb({ beforeMb, peakMb }: Usage): number {
	return peakMb - beforeMb;
}

/** The middle value; of an even number of values the upper one of the two in the middle. */
export function median(values: number[]): number {
	return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Sorts what the server was asked by what it was asked for. */
export function countRequests(requests: readonly Pick<LoggedRequest, 'route'>[]): RequestCounts {
	const counts: RequestCounts = { create: 0, status: 0, content: 0, other: 0 };
	for (const { route } of requests) {
		if (route === 'list') counts.status += 1;
		else if (route === 'create' || route === 'status' || route === 'content') counts[route] += 1;
		else counts.other += 1;
	}
	return counts;
}

export function sumRequests({ create, status, content, other }: RequestCounts): number {
	return create + status + content + other;
}

/** What a client without any delay of its own would take, measured with a bare one. */
export interface BareTimes {
	/** One create, sent and answered. */
	roundTripSeconds: number;
	/** The files of the last renders, fetched side by side. */
	transferSeconds: number;
}

/** Rounds in which a batch is rendered: as many renders at a time as may be. */
export function countRounds({ items, parallel }: Batch): number {
	return Math.ceil(items / parallel);
}

/** Renders of the last round: their files cannot be fetched while others are still rendered. */
export function countLastRound(batch: Batch): number {
	return batch.items - (countRounds(batch) - 1) * batch.parallel;
}

/** Seconds that nothing could go below: render time, one round trip and the last files. */
export function idealSeconds(
	batch: Batch,
	{ roundTripSeconds, transferSeconds }: BareTimes,
): number {
	return countRounds(batch) * batch.renderSeconds + roundTripSeconds + transferSeconds;
}

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

/** Our speed as a part of another client's, round by round, the middle one. */
export function transferRatio(transfer: Transfer[], other: 'bareSeconds' | 'httpSeconds'): number {
	return median(transfer.map((round) => round[other] / round.oursSeconds));
}
