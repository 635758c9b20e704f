import { isoTime } from '../api/isoTime';
import { dollars } from '../money/costs';
import { roundUsd } from '../money/prices';

/** A clip that has arrived. */
export interface Arrival {
	reused: boolean;
	/** Null without a known price. */
	costUsd: number | null;
	/** Whether the service itself has said so; an estimate otherwise. */
	isCharged: boolean;
	/** When the server deletes its files; unix seconds, null where it does not tell. */
	expiresAtSeconds: number | null;
}

/** Counts what a run has brought. */
export interface Tally {
	add(arrival: Arrival): void;
	/**
	 * The run in one sentence, e.g. `3 clips, 1 failed, 2 reused, estimated cost $1.20. …`; undefined when
	 * no clip was to come.
	 */
	sentence(failed: number): string | undefined;
}

/** A count of nothing yet. */
export function openTally(): Tally {
	const arrivals: Arrival[] = [];
	return {
		add: (arrival) => void arrivals.push(arrival),
		sentence: (failed) => {
			if (arrivals.length === 0) return undefined;
			const reused = arrivals.filter((arrival) => arrival.reused).length;
			const costs = arrivals.flatMap(({ costUsd }) => costUsd ?? []);
			const usd = roundUsd(costs.reduce((sum, cost) => sum + cost, 0));
			const allCharged = arrivals.every(({ costUsd, isCharged }) => isCharged || costUsd === null);
			const first = Math.min(
				...arrivals.map(({ expiresAtSeconds }) => expiresAtSeconds ?? Number.POSITIVE_INFINITY),
			);
			const expiry = isoTime(first);
			const parts = [
				`${arrivals.length} ${arrivals.length === 1 ? 'clip' : 'clips'}`,
				failed > 0 && `${failed} failed`,
				reused > 0 && `${reused} reused`,
				costs.length > 0 && `${allCharged ? 'charged' : 'estimated cost'} ${dollars(usd)}`,
			].filter((part) => part !== false);
			const deletion =
				expiry === null
					? ''
					: ` The server deletes the first file at ${expiry.replace('.000Z', 'Z')}.`;
			return `${parts.join(', ')}.${deletion}`;
		},
	};
}
