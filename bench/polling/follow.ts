import type { Video } from '../../nodes/Sora/services/video';
import { openPastRenders } from '../../nodes/Sora/follow/pastRenders';
import type { nextLook } from '../../nodes/Sora/follow/schedule';
import { sharedLookMs, type NextLook, type RenderView } from '../../nodes/Sora/follow/schedule';
import { likeEntry } from './list';
import type { Random } from './random';
import { progressAfter, type SimulatedRender } from './renders';

/** A way to plan looks; `nextLook` is ours. */
export type Schedule = typeof nextLook;

/** Renders that are followed in one run. */
export interface SimulatedRun {
	/** In the order of their begin. */
	renders: readonly SimulatedRender[];
	/** What the server's list shows of past renders; without one it has no list. */
	list?: readonly Video[];
}

/** How a run follows its renders. */
export interface Following {
	schedule: Schedule;
	/** Renders in flight at once. */
	parallel: number;
	/** Whether one request tells of all renders in flight, as a page of the server's list does. */
	paged: boolean;
}

/** A render that was noticed to have ended. */
export interface Noticed {
	render: SimulatedRender;
	/** Its place in the run. */
	index: number;
	lagMs: number;
	/** Requests that told of it, a page counting by its share. */
	requests: number;
}

/** A render in flight. */
interface Followed {
	render: SimulatedRender;
	index: number;
	begunMs: number;
	looks: Array<{ atMs: number; progress: number | null }>;
	requests: number;
	plan: NextLook;
}

/** Fewer are asked for one by one, as the node does. */
const fewestOnPage = 3;
const waitMs = 3_600_000;

/** Follows renders through a run, on a clock of its own and with answers that take no time. */
export function followRun(
	{ renders, list }: SimulatedRun,
	{ schedule, parallel, paged }: Following,
	random: Random,
): Noticed[] {
	const noticed: Noticed[] = [];
	const seenMs: number[] = [];
	const past = openPastRenders();
	let isPastKnown = list === undefined;
	let inFlight: Followed[] = [];
	let begun = 0;
	let nowMs = 0;

	const areShared = () => paged && inFlight.length >= fewestOnPage;
	const plan = (followed: Followed) => {
		const { begunMs, looks } = followed;
		const likeMs = [...seenMs, ...past.timesLike(likeEntry).likeMs];
		const likes = { likeMs, fromList: seenMs.length === 0 };
		const known = { begunMs, looks, polls: looks.length, wishMs: null, ...likes };
		const view: RenderView = { ...known, deadlineMs: begunMs + waitMs, shared: areShared() };
		followed.plan = schedule(view, nowMs, random());
	};
	const fill = () => {
		while (inFlight.length < parallel) {
			const index = begun++;
			const render = renders[index];
			if (!render) return;
			const idle = { dueMs: nowMs, latestMs: nowMs };
			const start = { begunMs: nowMs, looks: [], requests: 0, plan: idle };
			const followed: Followed = { render, index, ...start };
			inFlight.push(followed);
			plan(followed);
		}
	};
	const look = (followed: Followed, share: number) => {
		const { render, index, begunMs } = followed;
		const passedMs = nowMs - begunMs;
		followed.requests += share;
		const lagMs = passedMs - render.queueMs - render.renderMs;
		if (lagMs < 0) {
			const progress = progressAfter(render, passedMs);
			followed.looks.push({ atMs: nowMs, progress });
			// As the node does, where the first look at a render that is at work shows no progress.
			if (!isPastKnown && !progress && passedMs >= render.queueMs) {
				isPastKnown = true;
				followed.requests++;
				past.noteList(list ?? []);
			}
			return plan(followed);
		}
		inFlight = inFlight.filter((other) => other !== followed);
		seenMs.push(passedMs);
		noticed.push({ render, index, lagMs, requests: followed.requests });
	};

	fill();
	while (inFlight.length > 0) {
		const plans = inFlight.map((followed) => followed.plan);
		if (areShared()) {
			nowMs = Math.max(nowMs, sharedLookMs(plans));
			const share = 1 / inFlight.length;
			for (const followed of [...inFlight]) look(followed, share);
		} else {
			nowMs = Math.max(nowMs, Math.min(...plans.map(({ dueMs }) => dueMs)));
			for (const followed of inFlight.filter((one) => one.plan.dueMs <= nowMs)) look(followed, 1);
		}
		fill();
	}
	return noticed;
}
