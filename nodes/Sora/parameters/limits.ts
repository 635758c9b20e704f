import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';

import type { RunLimits } from '../run/openRun';
import { optionalNumber, readParameter } from './read';

const minuteMs = 60_000;

/**
 * A limit on money that an expression leaves empty is no limit at all, so it is refused: only who
 * removes the field has none.
 */
const spendingLimit = z
	.custom<string | number>((value) => value !== null && value !== '', 'Give a number, or remove it')
	.pipe(optionalNumber)
	.refine((value) => value === undefined || value >= 0, 'It cannot be less than 0')
	.optional();

const limitsSchema = z
	.object({
		parallelRenders: optionalNumber,
		giveUpAfterMinutes: optionalNumber,
		giveUpQueuedAfterMinutes: optionalNumber,
		maxCostUsd: spendingLimit,
		maxCostPerDayUsd: spendingLimit,
		maxVideos: spendingLimit,
		pricePerSecond: spendingLimit,
	})
	.partial();

/**
 * The limits, read from the first item, since they hold for the whole run.
 *
 * @throws SoraError `badInput`
 */
export function readLimits(context: IExecuteFunctions): RunLimits {
	const limits = readParameter(context, 0, 'limits', 'Limits', limitsSchema.nullish()) ?? {};
	const { maxCostUsd, maxCostPerDayUsd, maxVideos, pricePerSecond } = limits;
	return {
		...(maxCostUsd === undefined ? {} : { maxCostUsd }),
		...(maxCostPerDayUsd === undefined ? {} : { maxCostPerDayUsd }),
		...(maxVideos === undefined ? {} : { maxVideos }),
		...(pricePerSecond === undefined ? {} : { pricePerSecond }),
		parallelRenders: Math.max(limits.parallelRenders ?? 5, 1),
		giveUpAfterMs: Math.max(limits.giveUpAfterMinutes ?? 15, 0) * minuteMs,
		giveUpQueuedAfterMs: Math.max(limits.giveUpQueuedAfterMinutes ?? 240, 0) * minuteMs,
	};
}
