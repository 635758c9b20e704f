import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import type { Video } from '../services/video';
import type { RenderFacts } from '../clip/renderOrder';

const number = z.number().nullish().catch(null);

/** What vLLM-Omni tells of a render. */
const reportSchema = z.object({
	inference_time_s: number,
	peak_memory_mb: number,
});

/** What is known of how a clip came about. A clip that was only downloaded was not created here. */
export type ClipFacts = Pick<RenderFacts, 'waitMs' | 'statusRequests'> & Partial<RenderFacts>;

/** What a clip has cost in USD; null where nobody knows. */
export interface ClipCost {
	/** All its tries together. */
	estimatedUsd: number | null;
	/** By the service's own word. */
	chargedUsd: number | null;
}

/**
 * How a clip came about, as the object `run` of its item. Seconds with one decimal; status requests
 * with two, since a page of the list that showed several renders counts for each by its share.
 * What was charged takes the place of the estimate.
 */
export function runJson(
	video: Video,
	{ waitMs, statusRequests, tries, reused, resumed }: ClipFacts,
	{ estimatedUsd, chargedUsd }: ClipCost,
	version: number,
): IDataObject {
	const cost = chargedUsd === null ? { estimatedCostUsd: estimatedUsd } : { chargedUsd };
	return {
		renderSeconds: renderSecondsOf(video),
		waitSeconds: Math.round(waitMs / 100) / 10,
		statusRequests: Math.round(statusRequests * 100) / 100,
		...(tries === undefined ? {} : { version, tries, reused, resumed, ...cost }),
		...reported(video),
	};
}

/** How long a render took by the server's clock; null where it does not tell, or not sensibly. */
export function renderSecondsOf({ createdAtSeconds, completedAtSeconds }: Video): number | null {
	if (createdAtSeconds === null || completedAtSeconds === null) return null;
	const seconds = completedAtSeconds - createdAtSeconds;
	return seconds < 0 ? null : seconds;
}

function reported({ raw }: Video): IDataObject {
	const { inference_time_s, peak_memory_mb } = reportSchema.parse(raw);
	return knownNumbers({
		gpuSeconds: inference_time_s,
		peakMemoryMb: peak_memory_mb,
	});
}

/** Those of the fields that are known: an item has no keys for what nobody tells. */
export function knownNumbers(fields: Record<string, number | null | undefined>): IDataObject {
	return Object.fromEntries(
		Object.entries(fields).filter(([, value]) => typeof value === 'number'),
	);
}
