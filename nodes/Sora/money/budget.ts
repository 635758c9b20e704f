import { atMost } from '../api/atMost';
import { SoraError, toSoraError } from '../api/errors';
import type { ClipSpec } from '../services/video';
import {
	dayOf,
	overDayLimit,
	overRunLimit,
	sumOf,
	tooManyVideos,
	unknownPrice,
	type ItemCost,
	type SpendingLimits,
} from './costs';
import type { ExecutionNotes } from '../memory/thisExecution';
import type { Rate } from '../services/videoModel';
import {
	estimateCostUsd,
	roundUsd,
	weighedCostUsd,
	type PricedClip,
	type PriceSources,
} from './prices';
import type { StaticMemory } from '../memory/laterExecutions';

/** An item that is about to start renders. */
export interface PlannedItem {
	itemIndex: number;
	versions: number;
	/** Its clip as far as its price goes; may ask the server for the clip it starts from. */
	clip: () => Promise<ClipSpec>;
}

/** The source of an edit is looked up for its price. */
const weighedAtOnce = 10;

/** Keeps a run within what the user is ready to pay. */
export interface Budget {
	/**
	 * Checks all items before the first is sent.
	 *
	 * @returns the items that cannot be weighed, e.g. for want of a price, each with its error
	 * @throws SoraError `overLimit` when the others together are more than the user allows
	 */
	plan(items: readonly PlannedItem[]): Promise<Map<number, SoraError>>;
	/**
	 * Counts a render that is about to be created, also one made again after a failure.
	 *
	 * @returns takes it back, for a create the server refused
	 * @throws SoraError `overLimit`
	 */
	charge(itemIndex: number): () => void;
	/** What a clip costs in USD, by the user's own price, the service's or the list's; null without one. */
	estimate(clip: PricedClip): number | null;
	/** Puts what a service has charged for an item's clip in the place of its estimate. */
	correct(itemIndex: number, chargedUsd: number): void;
}

/**
 * @param timeZone of the workflow, in which a day begins
 * @param ratesOf what the service itself tells of a model's price; undefined where it does not
 */
export function openBudget(
	limits: SpendingLimits,
	notes: ExecutionNotes,
	memory: StaticMemory,
	timeZone: string,
	ratesOf: (model: string | null) => readonly Rate[] | undefined,
): Budget {
	const { maxCostUsd, maxCostPerDayUsd, maxVideos = Number.POSITIVE_INFINITY } = limits;
	const hasCostLimit = maxCostUsd !== undefined || maxCostPerDayUsd !== undefined;
	const usdOf = new Map<number, number>();
	const sourcesFor = ({ model }: PricedClip): PriceSources => ({
		ownRate: limits.pricePerSecond,
		rates: ratesOf(model),
	});
	const requireWithin = (costs: ItemCost[]) => {
		const { usd } = notes.spent();
		if (maxCostUsd !== undefined && roundUsd(usd + sumOf(costs)) > maxCostUsd) {
			throw overRunLimit(costs, maxCostUsd);
		}
		if (maxCostPerDayUsd === undefined) return;
		const spentUsd = memory.spentOn(dayOf(Date.now(), timeZone));
		if (roundUsd(spentUsd + sumOf(costs)) > maxCostPerDayUsd) {
			throw overDayLimit(costs, spentUsd, maxCostPerDayUsd);
		}
	};
	/** What an earlier try has started is taken up again, not paid anew. */
	const openVersions = ({ itemIndex, versions }: PlannedItem) =>
		Array.from({ length: versions }, (_none, index) =>
			notes.of({ itemIndex, version: index + 1 }),
		).filter((note) => note === undefined).length;
	return {
		async plan(items) {
			const videos =
				notes.spent().videos + items.reduce((sum, item) => sum + openVersions(item), 0);
			if (videos > maxVideos) throw tooManyVideos(videos, maxVideos);
			const unknown = new Map<number, SoraError>();
			if (!hasCostLimit) return unknown;
			const weighing = atMost(weighedAtOnce);
			const costs = items.map(async (item): Promise<ItemCost[]> => {
				const { itemIndex, clip } = item;
				const price = async () => await priceOf(clip, sourcesFor);
				const usd = await weighing(price).catch(toSoraError);
				if (usd instanceof SoraError) {
					unknown.set(itemIndex, usd);
					return [];
				}
				usdOf.set(itemIndex, usd);
				return [{ itemIndex, usd: usd * openVersions(item) }];
			});
			requireWithin((await Promise.all(costs)).flat());
			return unknown;
		},
		charge(itemIndex) {
			const { videos } = notes.spent();
			if (videos + 1 > maxVideos) throw tooManyVideos(videos + 1, maxVideos);
			const usd = usdOf.get(itemIndex) ?? 0;
			requireWithin([{ itemIndex, usd }]);
			const day = maxCostPerDayUsd === undefined ? undefined : dayOf(Date.now(), timeZone);
			const spend = (sign: 1 | -1) => {
				notes.spend(sign * usd, sign);
				if (day !== undefined) memory.spend(day, sign * usd);
			};
			spend(1);
			return () => spend(-1);
		},
		estimate: (clip) => estimateCostUsd(clip, sourcesFor(clip)),
		correct(itemIndex, chargedUsd) {
			const differenceUsd = chargedUsd - (usdOf.get(itemIndex) ?? 0);
			notes.spend(differenceUsd, 0);
			if (maxCostPerDayUsd === undefined) return;
			memory.spend(dayOf(Date.now(), timeZone), differenceUsd);
		},
	};
}

async function priceOf(
	clip: () => Promise<ClipSpec>,
	sourcesFor: (clip: PricedClip) => PriceSources,
): Promise<number> {
	const priced = await clip();
	const usd = weighedCostUsd(priced, sourcesFor(priced));
	if (usd === null) throw unknownPrice(priced);
	return usd;
}
