import { createHash } from 'node:crypto';

import { z } from 'zod';

import { parseJson } from '../api/json';

/** The sender repeats for so long; after it an id cannot come back. */
export const rememberedSeconds = 72 * 3600;

/** n8n writes static data whole with every delivery, so it has to stay small. */
export const mostRemembered = 1_000;

/** Ids of servers have some forty characters. */
const longestId = 64;

/** Accepted deliveries, oldest first: what `seenKey` makes of the id, and unix seconds. */
export type SeenList = ReadonlyArray<readonly [key: string, atSeconds: number]>;

const listSchema = z.array(z.unknown()).catch([]);
const entrySchema = z.tuple([z.string(), z.number().finite()]);

/** Under what a `webhook-id` is remembered: itself, or its hash where it is long. */
export function seenKey(deliveryId: string): string {
	if (deliveryId.length <= longestId) return deliveryId;
	return `sha256:${createHash('sha256').update(deliveryId).digest('base64url')}`;
}

/** The list out of static data; an entry that is unreadable is left out alone. */
export function readSeen(stored: unknown): SeenList {
	return listSchema
		.parse(typeof stored === 'string' ? parseJson(stored) : stored)
		.slice(-mostRemembered)
		.map((entry) => entrySchema.safeParse(entry).data)
		.filter((entry) => entry !== undefined)
		.map(([id, atSeconds]) => [seenKey(id), atSeconds]);
}

/** The list for static data, as one text: n8n wraps every array in there in a proxy of its own. */
export function writeSeen(seen: SeenList): string {
	return JSON.stringify(seen);
}

/**
 * Several lists as one: each id once, none older than the sender's retries or from the future, at
 * most a thousand, the oldest left out. Parallel deliveries overwrite each other's static data, so every write merges in
 * what this process remembers.
 */
export function mergeSeen(nowSeconds: number, ...lists: SeenList[]): SeenList {
	const latest = new Map<string, number>();
	for (const [id, atSeconds] of lists.flat()) {
		if (nowSeconds - atSeconds > rememberedSeconds) continue;
		// A time still to come would outlive all others.
		latest.set(id, Math.min(Math.max(atSeconds, latest.get(id) ?? 0), nowSeconds));
	}
	return [...latest].sort(([, a], [, b]) => a - b).slice(-mostRemembered);
}
