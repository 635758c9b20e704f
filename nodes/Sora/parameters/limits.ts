import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';

import type { WaitLimits } from '../render/follow';
import { optionalNumber, readParameter } from './read';

/** The limits of one node run. */
export interface RunLimits extends WaitLimits {
	parallelRenders: number;
}

const minuteMs = 60_000;

const limitsSchema = z
	.object({
		parallelRenders: optionalNumber,
		giveUpAfterMinutes: optionalNumber,
		giveUpQueuedAfterMinutes: optionalNumber,
	})
	.partial();

/**
 * The limits, read from the first item, since they hold for the whole run.
 *
 * @throws SoraError `badInput`
 */
export function readLimits(context: IExecuteFunctions): RunLimits {
	const limits = readParameter(context, 0, 'limits', 'Limits', limitsSchema.nullish()) ?? {};
	return {
		parallelRenders: Math.max(limits.parallelRenders ?? 5, 1),
		giveUpAfterMs: Math.max(limits.giveUpAfterMinutes ?? 15, 0) * minuteMs,
		giveUpQueuedAfterMs: Math.max(limits.giveUpQueuedAfterMinutes ?? 240, 0) * minuteMs,
	};
}
