import { mergeSeen, seenKey, type SeenList } from './seenDeliveries';

/** What became of a delivery: the workflow starts, it had started before, or it must come again. */
export type Admission = 'accepted' | 'duplicate' | 'comeAgain';

interface TriggerMemory {
	/** Deliveries being handled at this moment; true when they end accepted. */
	underWay: Map<string, Promise<boolean>>;
	seen: SeenList;
}

/** More triggers than this in one process, and the longest unused forgets. */
const mostTriggers = 1_000;

const memories = new Map<string, TriggerMemory>();

/**
 * Lets each delivery start one run, also when two copies arrive at the same moment: the second
 * waits for what becomes of the first. Holds for one process; across processes and restarts the
 * stored list does.
 *
 * @param triggerKey one per workflow and node
 * @param stored the list in static data
 * @param handle does the work; false when the delivery must come again
 * @returns the admission and the list to be stored
 */
export async function admitOnce(
	triggerKey: string,
	deliveryId: string,
	stored: SeenList,
	nowSeconds: number,
	handle: () => Promise<boolean>,
): Promise<{ admission: Admission; seen: SeenList }> {
	const memory = memoryOf(triggerKey);
	const key = seenKey(deliveryId);
	memory.seen = mergeSeen(nowSeconds, stored, memory.seen);
	if (memory.seen.some(([seen]) => seen === key)) {
		return { admission: 'duplicate', seen: memory.seen };
	}
	const other = memory.underWay.get(key);
	if (other) {
		return { admission: (await other) ? 'duplicate' : 'comeAgain', seen: memory.seen };
	}
	const mine = handle();
	memory.underWay.set(
		key,
		mine.catch(() => false),
	);
	try {
		const accepted = await mine;
		if (accepted) memory.seen = mergeSeen(nowSeconds, memory.seen, [[key, nowSeconds]]);
		return { admission: accepted ? 'accepted' : 'comeAgain', seen: memory.seen };
	} finally {
		memory.underWay.delete(key);
	}
}

function memoryOf(triggerKey: string): TriggerMemory {
	const memory = memories.get(triggerKey) ?? { underWay: new Map(), seen: [] };
	memories.delete(triggerKey);
	memories.set(triggerKey, memory);
	const oldest = memories.keys().next().value;
	if (memories.size > mostTriggers && oldest !== undefined) memories.delete(oldest);
	return memory;
}
