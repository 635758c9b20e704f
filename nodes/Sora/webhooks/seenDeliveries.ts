import { z } from 'zod';

import { parseJson } from '../api/json';

/** The sender repeats for so long; after it an id cannot come back. */
export const rememberedSeconds = 72 * 3600;

/** n8n writes static data whole with every delivery, so it has to stay small. */
export const mostRemembered = 1_000;

/** Accepted deliveries, oldest first: `webhook-id` and unix seconds. */
export type SeenList = ReadonlyArray<readonly [id: string, atSeconds: number]>;

const seenSchema = z.array(z.tuple([z.string(), z.number()])).catch([]);

/** The list out of static data; anything unreadable counts as empty. */
export function readSeen(stored: unknown): SeenList {
	return seenSchema.parse(typeof stored === 'string' ? parseJson(stored) : stored);
}

/** The list for static data, as one text: n8n wraps every array in there in a proxy of its own. */
export function writeSeen(seen: SeenList): string {
	return JSON.stringify(seen);
}

/**
 * Several lists as one: each id once, none older than the sender's retries, at most a thousand, the
 * oldest left out. Parallel deliveries overwrite each other's static data, so every write merges in
 * what this process remembers.
 */
export function mergeSeen(nowSeconds: number, ...lists: SeenList[]): SeenList {
	const latest = new Map<string, number>();
	for (const [id, atSeconds] of lists.flat()) {
		if (nowSeconds - atSeconds > rememberedSeconds) continue;
		latest.set(id, Math.max(atSeconds, latest.get(id) ?? 0));
	}
	return [...latest].sort(([, a], [, b]) => a - b).slice(-mostRemembered);
}
