/**
 * What is under way. Tests that move a fake clock wait until nothing is: a request that only waits
 * for the clock, or for its client to leave, is parked and does not count.
 */
export class Traffic {
	private readonly active = new Set<object>();
	private readonly parked = new Set<object>();

	get inFlight(): number {
		return this.active.size;
	}

	/** Whether the client still waits for this request. */
	knows(work: object): boolean {
		return this.active.has(work) || this.parked.has(work);
	}

	begin(work: object): void {
		this.active.add(work);
	}

	end(work: object): void {
		this.active.delete(work);
		this.parked.delete(work);
	}

	park(work: object): void {
		if (this.active.delete(work)) this.parked.add(work);
	}

	resume(work: object): void {
		if (this.parked.delete(work)) this.active.add(work);
	}
}
