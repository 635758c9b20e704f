/**
 * Keeps creates and searches for lost ones apart, where both ask for the same: a search may only
 * meet videos whose owners are known.
 */
export interface Creating {
	/** Sends a create, once no search of this key is under way. */
	send<T>(key: string, create: () => Promise<T>): Promise<T>;
	/** Searches, once all creates of this key have been answered. */
	search<T>(key: string, find: () => Promise<T>): Promise<T>;
}

/** Nothing under way. */
export function openCreating(): Creating {
	const sends = new Map<string, Set<Promise<unknown>>>();
	const searches = new Map<string, Set<Promise<unknown>>>();
	return {
		send: async (key, create) => await afterAll(key, searches, sends, create),
		search: async (key, find) => await afterAll(key, sends, searches, find),
	};
}

async function afterAll<T>(
	key: string,
	others: Map<string, Set<Promise<unknown>>>,
	own: Map<string, Set<Promise<unknown>>>,
	work: () => Promise<T>,
): Promise<T> {
	while (others.get(key)?.size) await Promise.allSettled([...(others.get(key) ?? [])]);
	const underWay = own.get(key) ?? new Set();
	own.set(key, underWay);
	const working = work();
	underWay.add(working);
	return await working.finally(() => underWay.delete(working));
}
