/**
 * Runs tasks side by side, at most so many at once, in the order they were handed in. (Of n8n's own
 * packages p-limit does this, but n8n before 2.4x does not bring it along.)
 */
export function atMost(count: number): <T>(task: () => Promise<T>) => Promise<T> {
	let running = 0;
	const waiting: Array<() => void> = [];
	return async (task) => {
		if (running >= count) await new Promise<void>((begin) => waiting.push(begin));
		else running++;
		try {
			return await task();
		} finally {
			const next = waiting.shift();
			if (next) next();
			else running--;
		}
	};
}
