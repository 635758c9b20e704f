import type { Call } from '../http/call';
import type { RouteName } from '../routes/names';
import { type Fault, replacesAnswer } from './fault';

/** Which requests a fault is for; all of the given conditions must hold. */
export interface RequestMatch {
	method?: string;
	/** A route's name, or an expression the path (without query) must match. */
	path?: RouteName | RegExp;
	/** Expression for the prompt sent, or for that of the video named in the path. */
	prompt?: RegExp;
}

export interface FaultOrder {
	match?: RequestMatch;
	/** Number of requests that get the fault, 1 by default; Infinity for all. */
	times?: number;
	/** Number of matching requests that pass unharmed before, 0 by default. */
	after?: number;
	fault: Fault | Fault[];
}

/** An order under way. */
export interface OrderHandle {
	/** Requests that got the fault so far. */
	readonly hits: number;
	cancel(): void;
}

class Order implements OrderHandle {
	hits = 0;
	readonly faults: Fault[];
	private passed = 0;
	private cancelled = false;

	constructor(private readonly order: FaultOrder) {
		this.faults = Array.isArray(order.fault) ? order.fault : [order.fault];
	}

	get replaces(): boolean {
		return this.faults.some(replacesAnswer);
	}

	get done(): boolean {
		return this.cancelled || this.hits >= (this.order.times ?? 1);
	}

	fits(call: Call, prompt: string): boolean {
		const { method, path, prompt: wanted } = this.order.match ?? {};
		if (method !== undefined && method.toUpperCase() !== call.method) return false;
		if (path !== undefined && !pathFits(path, call)) return false;
		return wanted === undefined || wanted.test(prompt);
	}

	/** Counts a fitting request and tells whether it gets the fault. */
	take(): boolean {
		this.passed += 1;
		if (this.passed <= (this.order.after ?? 0)) return false;
		this.hits += 1;
		return true;
	}

	cancel(): void {
		this.cancelled = true;
	}
}

function pathFits(path: RouteName | RegExp, call: Call): boolean {
	return typeof path === 'string' ? path === call.route : path.test(call.path);
}

/** The faults ordered for requests to come, oldest order first. */
export class FaultOrders {
	private orders: Order[] = [];

	add(order: FaultOrder): OrderHandle {
		const added = new Order(order);
		this.orders.push(added);
		return added;
	}

	/**
	 * The faults for one request. Of those that replace the answer only the oldest order's counts,
	 * the others wait for the next request; those that change it all apply.
	 */
	take(call: Call, prompt: string): Fault[] {
		const faults: Fault[] = [];
		for (const order of this.orders) {
			if (order.done || !order.fits(call, prompt)) continue;
			if (order.replaces && faults.some(replacesAnswer)) continue;
			if (order.take()) faults.push(...order.faults);
		}
		this.orders = this.orders.filter((order) => !order.done);
		return faults;
	}

	clear(): void {
		for (const order of this.orders) order.cancel();
		this.orders = [];
	}
}
