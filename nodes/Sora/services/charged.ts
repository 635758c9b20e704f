import { z } from 'zod';

import { number } from '../api/answerFields';

/** xAI counts in ten-billionths of a dollar. */
const ticksPerUsd = 1e10;

const part = z
	.object({
		cost: number,
		video_cost: number,
		provider_reported_cost_usd: number,
		cost_in_usd_ticks: number,
	})
	.partial()
	.nullish()
	.catch(null);

const schema = z.object({ usage: part, outputs: part, cost: number }).partial().catch({});

/**
 * What a service says it has charged for a video, in USD; null where it does not say. OpenRouter has
 * `usage.cost`, ofox `usage.video_cost`, xAI `usage.cost_in_usd_ticks`, Together `outputs.cost`, Eden
 * AI and Merge `cost`.
 */
export function chargedUsd(answer: unknown): number | null {
	const { usage, outputs, cost } = schema.parse(answer);
	const ticks = usage?.cost_in_usd_ticks;
	const usd =
		usage?.cost ??
		usage?.video_cost ??
		usage?.provider_reported_cost_usd ??
		outputs?.cost ??
		cost ??
		(typeof ticks === 'number' ? ticks / ticksPerUsd : null);
	return usd !== null && usd >= 0 ? usd : null;
}
