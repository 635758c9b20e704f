/** What can be wrong with one delivery attempt. */
export const deliveryFaults = [
	'duplicate',
	'twoAtOnce',
	'wrongSignature',
	'oldTimestamp',
	'unsigned',
] as const;
export type DeliveryFault = (typeof deliveryFaults)[number];

export interface DeliveryOrder {
	delivery: DeliveryFault;
	/** Only for events of this type. */
	eventType?: string;
	/** Number of attempts that get the fault, 1 by default. */
	times?: number;
	/** Number of attempts that go out properly before, 0 by default. */
	after?: number;
}

/** The faults ordered for deliveries to come, oldest order first. */
export class DeliveryOrders {
	private orders: Array<{
		order: DeliveryOrder;
		passed: number;
		hits: number;
		cancelled: boolean;
	}> = [];

	add(order: DeliveryOrder): { readonly hits: number; cancel(): void } {
		const added = { order, passed: 0, hits: 0, cancelled: false };
		this.orders.push(added);
		return {
			get hits() {
				return added.hits;
			},
			cancel: () => (added.cancelled = true),
		};
	}

	/** The fault of the next attempt, if any. */
	take(eventType: string): DeliveryFault | null {
		for (const entry of this.orders) {
			const { order } = entry;
			const done = entry.cancelled || entry.hits >= (order.times ?? 1);
			if (done || (order.eventType ?? eventType) !== eventType) continue;
			entry.passed += 1;
			if (entry.passed <= (order.after ?? 0)) continue;
			entry.hits += 1;
			return order.delivery;
		}
		return null;
	}

	clear(): void {
		this.orders = [];
	}
}
