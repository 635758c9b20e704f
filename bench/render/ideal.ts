import type { Batch } from './figures';

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
