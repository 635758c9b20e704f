import { normalPrompt, type AskedFor } from '../render/sameRequest';

/**
 * Keeps creates and searches for lost ones apart, where both ask for the same: a search may only
 * meet videos whose owners are known.
 */
export interface Creating {
	/** Sends a create, once no search for its like is under way. */
	send<T>(asked: AskedFor, create: () => Promise<T>): Promise<T>;
	/** Searches, once all creates of its like have been answered. */
	search<T>(asked: AskedFor, find: () => Promise<T>): Promise<T>;
}

/** Nothing under way. */
export function openCreating(): Creating {
	const sends = new Map<string, Set<Promise<unknown>>>();
	const searches = new Map<string, Set<Promise<unknown>>>();
	return {
		send: async (asked, create) => await afterAll(asked, searches, sends, create),
		search: async (asked, find) => await afterAll(asked, sends, searches, find),
	};
}

async function afterAll<T>(
	{ prompt, model, seconds, size }: AskedFor,
	others: Map<string, Set<Promise<unknown>>>,
	own: Map<string, Set<Promise<unknown>>>,
	work: () => Promise<T>,
): Promise<T> {
	const like = JSON.stringify([normalPrompt(prompt), model, seconds, size]);
	while (others.get(like)?.size) await Promise.allSettled([...(others.get(like) ?? [])]);
	const underWay = own.get(like) ?? new Set();
	own.set(like, underWay);
	const working = work();
	underWay.add(working);
	return await working.finally(() => underWay.delete(working));
}
