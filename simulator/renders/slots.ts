import { endOf, type Render } from './render';

/**
 * Starts renders in the order in which they become ready, no more at a time than there are slots.
 * Nothing runs: `advance` only writes down when each render has started, up to a given time.
 */
export class RenderSlots {
	private waiting: Render[] = [];
	private readonly freeAtMs: number[];

	constructor(slotCount: number) {
		this.freeAtMs = Number.isFinite(slotCount) ? new Array<number>(slotCount).fill(-Infinity) : [];
	}

	add(render: Render): void {
		const at = this.waiting.findIndex((other) => other.readyAtMs > render.readyAtMs);
		this.waiting.splice(at === -1 ? this.waiting.length : at, 0, render);
	}

	/** Starts everything that could start until `nowMs`. */
	advance(nowMs: number): void {
		for (let next = this.next(); next && next.atMs <= nowMs; next = this.next()) {
			this.waiting.shift();
			next.render.startedAtMs = next.atMs;
			next.render.slot = next.slot;
			if (next.slot !== null) this.freeAtMs[next.slot] = endOf(next.render);
		}
	}

	/** When the next waiting render starts, or Infinity. */
	get nextStartMs(): number {
		return this.next()?.atMs ?? Infinity;
	}

	/** Takes a render out of the queue, or frees its slot when it ended before its time. */
	release(render: Render, atMs: number): void {
		this.waiting = this.waiting.filter((other) => other !== render);
		if (render.slot === null) return;
		this.freeAtMs[render.slot] = Math.min(this.freeAtMs[render.slot] ?? atMs, atMs);
		render.slot = null;
	}

	private next(): { render: Render; atMs: number; slot: number | null } | undefined {
		const render = this.waiting[0];
		if (!render) return undefined;
		if (this.freeAtMs.length === 0) return { render, atMs: render.readyAtMs, slot: null };
		const freeAt = Math.min(...this.freeAtMs);
		const slot = this.freeAtMs.indexOf(freeAt);
		return { render, atMs: Math.max(render.readyAtMs, freeAt), slot };
	}
}
