import {
	endOf,
	type Outcome,
	type ProgressShape,
	type Render,
	type RenderRequest,
	type Video,
	videoAt,
} from './render';
import { RenderSlots } from './slots';
import { completed, type Course, steer } from './steering';

export interface RenderRules {
	now: () => number;
	/** Time a render takes once it has started. */
	renderMs: (request: RenderRequest) => number;
	/** Time a render waits before it may start. */
	queueMs: (request: RenderRequest) => number;
	/** Time a file can be downloaded after its render ended; null for ever. */
	expiresAfterMs: number | null;
	/** Another end than `completed`, or undefined. */
	outcome: (request: RenderRequest) => Outcome | undefined;
	progress: ProgressShape;
	/** Renders at a time; Infinity for no limit. */
	maxRunning: number;
}

export interface PageQuery {
	limit: number;
	/** Id of the last video of the page before. */
	after?: string;
	order: 'asc' | 'desc';
	/** The moment as of which the list is shown. */
	atMs: number;
}

/** All jobs of one simulator, in order of creation. */
export class RenderStore {
	private renders: Render[] = [];
	private readonly byId = new Map<string, Render>();
	private readonly timesSeen = new Map<string, number>();
	private slots: RenderSlots;

	constructor(private readonly rules: RenderRules) {
		this.slots = new RenderSlots(rules.maxRunning);
	}

	add(id: string, request: RenderRequest): Video {
		const nowMs = this.settle();
		const seen = this.timesSeen.get(request.prompt) ?? 0;
		this.timesSeen.set(request.prompt, seen + 1);
		const planned: Course = {
			durationMs: this.rules.renderMs(request),
			outcome: this.rules.outcome(request) ?? completed,
			expiresAfterMs: this.rules.expiresAfterMs,
		};
		const render: Render = {
			id,
			sequence: this.renders.length,
			request,
			createdAtMs: nowMs,
			readyAtMs: nowMs + this.rules.queueMs(request),
			startedAtMs: null,
			deletedAtMs: null,
			slot: null,
			announced: false,
			downloads: 0,
			...steer(planned, request, seen),
		};
		this.renders.push(render);
		this.byId.set(id, render);
		this.slots.add(render);
		// A new job is answered before it runs, so it says `queued` even where nothing queues.
		return videoAt(render, nowMs, this.rules.progress);
	}

	/** The video with this id as of `atMs`; undefined when unknown, deleted, or not yet made then. */
	find(id: string, atMs = this.rules.now()): Video | undefined {
		this.settle();
		const render = this.byId.get(id);
		if (!render || render.createdAtMs > atMs) return undefined;
		const video = videoAt(render, atMs, this.rules.progress);
		return video.deleted ? undefined : video;
	}

	/** One page of the videos, or undefined when `after` names none of them. */
	page(query: PageQuery): { videos: Video[]; hasMore: boolean } | undefined {
		this.settle();
		const { atMs, limit, after } = query;
		const present = this.renders.filter(
			({ createdAtMs, deletedAtMs }) => createdAtMs <= atMs && (deletedAtMs ?? Infinity) > atMs,
		);
		if (query.order === 'desc') present.reverse();
		const last = present.findIndex((render) => render.id === after);
		if (after !== undefined && last === -1) return undefined;
		const rest = present.slice(last + 1);
		const videos = rest.slice(0, limit).map((render) => videoAt(render, atMs, this.rules.progress));
		return { videos, hasMore: rest.length > limit };
	}

	/** Every video ever made, deleted ones included, oldest first. */
	listAt(atMs = this.rules.now()): Video[] {
		this.settle();
		return this.renders
			.filter((render) => render.createdAtMs <= atMs)
			.map((render) => videoAt(render, atMs, this.rules.progress));
	}

	/** Deletes a video; a running render stops and gives its slot back. */
	remove(id: string): void {
		const nowMs = this.settle();
		const render = this.byId.get(id);
		if (!render) return;
		render.deletedAtMs = nowMs;
		if (endOf(render) > nowMs) this.slots.release(render, nowMs);
	}

	/** Ends an unfinished render now, with another outcome when one is given. */
	end(id: string, outcome?: Outcome): void {
		const nowMs = this.settle();
		const render = this.byId.get(id);
		if (!render || endOf(render) <= nowMs) return;
		this.slots.release(render, nowMs);
		render.startedAtMs ??= nowMs;
		render.durationMs = nowMs - render.startedAtMs;
		render.outcome = outcome ?? render.outcome;
	}

	/** Lets an unfinished render end otherwise, when its time comes. */
	decide(id: string, outcome: Outcome): void {
		const render = this.byId.get(id);
		if (render) render.outcome = outcome;
	}

	countDownload(id: string): void {
		const render = this.byId.get(id);
		if (render) render.downloads += 1;
	}

	/** Videos that have ended since this was last asked. */
	takeEnded(): Video[] {
		const nowMs = this.settle();
		const ended = this.renders.filter(
			(render) => !render.announced && render.deletedAtMs === null && endOf(render) <= nowMs,
		);
		return ended.map((render) => {
			render.announced = true;
			return videoAt(render, nowMs, this.rules.progress);
		});
	}

	/** When the next render starts or ends, or Infinity. */
	nextChangeMs(): number {
		const nowMs = this.settle();
		const running = this.renders.filter(
			(render) => render.deletedAtMs === null && endOf(render) > nowMs,
		);
		return running.reduce(
			(soonest, render) => Math.min(soonest, endOf(render)),
			this.slots.nextStartMs,
		);
	}

	reset(): void {
		this.renders = [];
		this.byId.clear();
		this.timesSeen.clear();
		this.slots = new RenderSlots(this.rules.maxRunning);
	}

	private settle(): number {
		const nowMs = this.rules.now();
		this.slots.advance(nowMs);
		return nowMs;
	}
}
