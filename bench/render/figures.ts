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
