/** The right to have one render at the server. */
export interface Slot {
	/** Gives the slot to whoever is next; may be called more than once. */
	leave(): void;
	/** Waits for a slot once more, after those of earlier items; a slot still held goes back first. */
	retake(): Promise<void>;
}

/** Runs tasks side by side, at most so many at once, in the order they were handed in. */
export interface Slots {
	use<T>(task: (slot: Slot) => Promise<T>): Promise<T>;
	/** Halves the number of slots, for a server that is overrun. */
	halve(): void;
	/** Brings one slot back, up to the number at the beginning. */
	grow(): void;
}

interface Waiting {
	/** Place in the order of tasks. */
	order: number;
	begin: () => void;
}

/** @param count tasks at once; below 1 counts as 1 */
export function openSlots(count: number): Slots {
	const most = Math.max(1, Math.floor(count));
	let open = most;
	let taken = 0;
	let tasks = 0;
	const waiting: Waiting[] = [];

	const admit = () => {
		while (taken < open) {
			const next = waiting.shift();
			if (!next) return;
			taken++;
			next.begin();
		}
	};
	const take = async (order: number) => {
		const later = waiting.findIndex((other) => other.order > order);
		await new Promise<void>((begin) => {
			waiting.splice(later < 0 ? waiting.length : later, 0, { order, begin });
			admit();
		});
	};
	const openSlot = (order: number): Slot => {
		let held = true;
		return {
			leave: () => {
				if (!held) return;
				held = false;
				taken--;
				admit();
			},
			retake: async () => {
				// In the queue before anyone else is admitted, so that no later item gets ahead.
				if (held) taken--;
				held = false;
				await take(order);
				held = true;
			},
		};
	};
	return {
		async use(task) {
			const order = tasks++;
			await take(order);
			const slot = openSlot(order);
			try {
				return await task(slot);
			} finally {
				slot.leave();
			}
		},
		halve: () => {
			open = Math.max(1, Math.floor(open / 2));
		},
		grow: () => {
			open = Math.min(most, open + 1);
			admit();
		},
	};
}
