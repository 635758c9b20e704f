/** Runs tasks side by side, at most so many at once, in the order they were handed in. */
export interface Slots {
	use<T>(task: () => Promise<T>): Promise<T>;
}

/** @param count tasks at once; below 1 counts as 1 */
export function openSlots(count: number): Slots {
	let free = Math.max(1, Math.floor(count));
	const waiting: Array<() => void> = [];
	const take = async () => {
		if (free > 0) {
			free--;
			return;
		}
		await new Promise<void>((resolve) => waiting.push(resolve));
	};
	const giveBack = () => {
		const next = waiting.shift();
		if (next) next();
		else free++;
	};
	return {
		async use(task) {
			await take();
			try {
				return await task();
			} finally {
				giveBack();
			}
		},
	};
}
