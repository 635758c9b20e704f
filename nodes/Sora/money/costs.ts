import { SoraError } from '../api/errors';
import type { ClipSpec } from '../services/video';
import { roundUsd } from './prices';

/** What a run may cost. */
export interface SpendingLimits {
	maxCostUsd?: number;
	maxCostPerDayUsd?: number;
	/** Renders started in one run. */
	maxVideos?: number;
	/** USD per second of video, in place of the list prices. */
	pricePerSecond?: number;
}

/** What an item is expected to cost, all its versions together. */
export interface ItemCost {
	itemIndex: number;
	usd: number;
}

/** More lines help nobody to find the dear one. */
const mostListed = 20;

/** Costs in the order of the items, e.g. `item 0 $0.40, item 1 $1.20`. */
function list(costs: readonly ItemCost[]): string {
	const shown = costs.slice(0, mostListed);
	const lines = shown.map(({ itemIndex, usd }) => `item ${itemIndex} ${dollars(usd)}`);
	const more = costs.length - shown.length;
	return [...lines, ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
}

/** An amount as text, e.g. `$0.40`; small ones with as many digits as they need. */
export function dollars(usd: number): string {
	const cents = usd.toFixed(2);
	return `$${Number(cents) === usd ? cents : String(usd)}`;
}

/** The sum in USD. */
export function sumOf(costs: readonly ItemCost[]): number {
	return roundUsd(costs.reduce((sum, { usd }) => sum + usd, 0));
}

/** The error for items that together cost more than one run may. */
export function overRunLimit(costs: readonly ItemCost[], limitUsd: number): SoraError {
	return new SoraError(
		'overLimit',
		`This run would cost about ${dollars(sumOf(costs))}, more than Limits → Max Cost per Run (USD) allows (${dollars(limitUsd)}): ${list(costs)}`,
		{
			advice:
				'Nothing was sent. Raise the limit, or send fewer items, shorter clips, a cheaper model or a lower resolution.',
		},
	);
}

/** The error for a run that would bring the day over its limit. */
export function overDayLimit(
	costs: readonly ItemCost[],
	spentUsd: number,
	limitUsd: number,
): SoraError {
	return new SoraError(
		'overLimit',
		`This run would cost about ${dollars(sumOf(costs))}, and ${dollars(spentUsd)} were spent today: together more than Limits → Max Cost per Day (USD) allows (${dollars(limitUsd)}): ${list(costs)}`,
		{
			advice:
				'Nothing was sent. Run again tomorrow, raise the limit, or see why the workflow runs so often.',
		},
	);
}

/** The error for more renders than one run may start. */
export function tooManyVideos(videos: number, limit: number): SoraError {
	return new SoraError(
		'overLimit',
		`This run would start ${videos} renders, more than Limits → Max Videos per Run allows (${limit})`,
		{ advice: 'Nothing more was sent. Raise the limit, or send fewer items or versions.' },
	);
}

/** The error for a clip whose price nobody knows, where a cost limit is to be kept. */
export function unknownPrice({ model, seconds, size }: ClipSpec): SoraError {
	const what =
		seconds === null
			? 'The cost of this clip cannot be estimated, since its length is not known beforehand'
			: `There is no list price for the model ${model ?? '(server default)'}${size === null ? '' : ` at ${size}`}`;
	return new SoraError('badInput', what, {
		advice:
			seconds === null
				? 'Choose a Duration, or limit the run by Limits → Max Videos per Run instead of its cost.'
				: 'Choose a Model with a list price, or set Limits → Price per Second (USD) to what your server charges, 0 for your own hardware.',
	});
}

/** The day of a moment in a time zone, e.g. `2026-11-21`. */
export function dayOf(nowMs: number, timeZone: string): string {
	return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(nowMs);
}
