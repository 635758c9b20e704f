import { SoraError, cancelledError } from '../api/errors';
import type { Video } from '../services/video';
import { hasEnded } from './outcome';
import { openPastRenders, type PastTimes } from './pastRenders';
import { nextLook } from './schedule';
import {
	beginWatch,
	deadlineMs,
	gaveUp,
	noteLook,
	noteMiss,
	type WaitLimits,
	type Watch,
} from './watch';

/** A render that has ended, and what it took to notice. */
export interface EndedRender {
	video: Video;
	waitMs: number;
	/** Requests for its status; a page that showed several renders counts by its share. */
	statusRequests: number;
}

/** A render that somebody waits for. */
interface Awaited extends Watch {
	/** Its render begins now: only then its age is known. */
	readonly isNew: boolean;
	readonly ended: Promise<EndedRender>;
	readonly settle: (outcome: Video | SoraError) => void;
}

/** The renders that somebody waits for, until they have ended or cannot be followed any more. */
export interface Watches {
	readonly byId: ReadonlyMap<string, Awaited>;
	/** See `RenderFollower.untilEnded`. */
	begin(video: Video, isNew: boolean): Promise<EndedRender>;
	/** Notes what was seen of a render. */
	see(id: string, seen: Video, pollAfterMs: number | null): void;
	/** Notes a look at a render that went wrong. */
	miss(id: string, error: SoraError): void;
	/** Counts a request for a render, or its share of one. */
	count(id: string, requests: number): void;
	/** Whether past renders in the list may tell when this one ends, since nothing else does. */
	wantsPast(id: string): boolean;
	/** Notes what the list shows of past renders. */
	notePast(listed: readonly Video[]): void;
	/** Plans the next look at each render that has none, or gives it up at its deadline. */
	plan(isShared: boolean): void;
	cancel(): void;
}

const nothingKnown: PastTimes = { likeMs: [], fromList: false };

/**
 * @param now gives the time in ms
 * @param onChange told of every change of a render's status
 */
export function openWatches(
	limits: WaitLimits,
	now: () => number,
	onChange: (video: Video) => void,
): Watches {
	const byId = new Map<string, Awaited>();
	const past = openPastRenders();
	/** What the server last asked for, which holds for renders that begin as well. */
	let wishMs: number | null = null;

	const begin: Watches['begin'] = async (video, isNew) => {
		const begunMs = now();
		let settle: Awaited['settle'] = () => undefined;
		const ended = new Promise<EndedRender>((resolve, reject) => {
			settle = (outcome) => {
				byId.delete(video.id);
				if (outcome instanceof SoraError) {
					reject(outcome.about(video.id));
					return;
				}
				const waitMs = now() - begunMs;
				if (isNew && outcome.status === 'completed') past.note(outcome, waitMs);
				resolve({ video: outcome, waitMs, statusRequests: watch.statusRequests });
			};
		});
		const watch: Awaited = { ...beginWatch(video, wishMs, begunMs), isNew, ended, settle };
		byId.set(video.id, watch);
		return await ended;
	};
	const planOne = (watch: Awaited, isShared: boolean) => {
		const { video, begunMs, looks, polls } = watch;
		const nowMs = now();
		const untilMs = deadlineMs(watch, limits);
		if (untilMs <= nowMs) {
			watch.settle(gaveUp(watch, limits));
			return;
		}
		const likes = watch.isNew ? past.timesLike(video) : nothingKnown;
		const known = { begunMs, looks, polls, wishMs: watch.wishMs, ...likes };
		const view = { ...known, deadlineMs: untilMs, shared: isShared };
		watch.plan = nextLook(view, nowMs, Math.random());
	};
	const wantsPast = ({ isNew, wishMs: wish, video }: Awaited) =>
		isNew &&
		wish === null &&
		video.status === 'in_progress' &&
		!video.progress &&
		past.canKnow(video) &&
		past.timesLike(video).likeMs.length === 0;
	return {
		byId,
		begin,
		see: (id, seen, pollAfterMs) => {
			const watch = byId.get(id);
			if (!watch) return;
			const before = watch.video.status;
			wishMs = pollAfterMs;
			noteLook(watch, seen, pollAfterMs, now());
			if (watch.video.status !== before) onChange(watch.video);
			if (hasEnded(watch.video)) watch.settle(watch.video);
		},
		miss: (id, error) => {
			const watch = byId.get(id);
			const final = watch && noteMiss(watch, error, limits, now());
			if (final) watch.settle(final);
		},
		count: (id, requests) => {
			const watch = byId.get(id);
			if (watch) watch.statusRequests += requests;
		},
		wantsPast: (id) => {
			const watch = byId.get(id);
			return watch !== undefined && wantsPast(watch);
		},
		notePast: (listed) => {
			const waiting = [...byId.values()].filter(wantsPast);
			past.noteList(listed);
			for (const watch of waiting) if (!wantsPast(watch)) watch.plan = null;
		},
		plan: (isShared) => {
			for (const watch of [...byId.values()]) if (!watch.plan) planOne(watch, isShared);
		},
		cancel: () => {
			for (const { settle, video } of [...byId.values()]) settle(cancelledError(video.id));
		},
	};
}
