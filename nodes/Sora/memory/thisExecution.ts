import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';

import { roundUsd } from '../money/prices';

/** Where a render belongs in a run. */
export interface Place {
	itemIndex: number;
	/** 1 to 10 */
	version: number;
}

/**
 * The renders this node has started in this execution, kept where n8n hands them to the next try
 * (Retry On Fail) and to a retried execution: ids and hashes only, since they are stored with the
 * execution.
 */
export interface RenderNotes {
	/** The id of the render noted for this place, if it was for the same request. */
	find(place: Place, key: string): string | undefined;
	/** Whether anything was started for this place, whatever the request. */
	has(place: Place): boolean;
	write(place: Place, key: string, videoId: string): void;
	/** When a create for this place and request was sent whose render was not found; unix ms. */
	lostAt(place: Place, key: string): number | undefined;
	writeLost(place: Place, key: string, sentMs: number): void;
	/** Whether any place has this render. */
	knows(videoId: string): boolean;
	/** What all tries of this run have cost so far: USD by estimate, and renders started. */
	spent(): Spent;
	spend(usd: number, videos: number): void;
	/** Forgets the notes of this run, when all went well. */
	clear(): void;
}

/** What a run has cost. */
export interface Spent {
	usd: number;
	videos: number;
}

const memorySchema = z.object({
	renders: z
		.record(
			z.object({ key: z.string(), videoId: z.string().optional(), sentMs: z.number().optional() }),
		)
		.catch({}),
	spent: z.record(z.object({ usd: z.number(), videos: z.number() })).catch({}),
});

/** The notes of the node in its present run: in a loop each round has its own. */
export function openNotes(context: IExecuteFunctions): RenderNotes {
	const memory = context.getContext('node');
	const round = String(z.number().catch(0).parse(context.getWorkflowDataProxy(0).$runIndex));
	const kept = memorySchema.parse(memory);
	const renders = new Map(Object.entries(kept.renders));
	const spent = new Map(Object.entries(kept.spent));
	const nameOf = ({ itemIndex, version }: Place) => `${round}:${itemIndex}:${version}`;
	const spentNow = () => spent.get(round) ?? { usd: 0, videos: 0 };
	const keep = () => {
		memory.renders = Object.fromEntries(renders);
		memory.spent = Object.fromEntries(spent);
	};
	const noteOf = (place: Place, key: string) => {
		const note = renders.get(nameOf(place));
		return note?.key === key ? note : undefined;
	};
	return {
		find: (place, key) => noteOf(place, key)?.videoId,
		has: (place) => renders.has(nameOf(place)),
		write: (place, key, videoId) => {
			renders.set(nameOf(place), { key, videoId });
			keep();
		},
		lostAt: (place, key) => noteOf(place, key)?.sentMs,
		writeLost: (place, key, sentMs) => {
			renders.set(nameOf(place), { key, sentMs });
			keep();
		},
		knows: (videoId) => [...renders.values()].some((note) => note.videoId === videoId),
		spent: spentNow,
		spend: (usd, videos) => {
			const before = spentNow();
			spent.set(round, { usd: roundUsd(before.usd + usd), videos: before.videos + videos });
			keep();
		},
		clear: () => {
			const ours = [...renders.keys()].filter((name) => name.startsWith(`${round}:`));
			for (const name of ours) renders.delete(name);
			spent.delete(round);
			keep();
		},
	};
}
