import { SoraError, cancelledError } from '../api/errors';
import { pause } from '../api/pause';
import type { Server } from '../api/server';
import type { Video } from '../api/video';
import { openLikes } from './likes';
import { openLooks } from './looks';
import { hasEnded } from './outcome';
import { nextLook, sharedLookMs } from './schedule';
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

/** Tells when renders have ended. */
export interface RenderFollower {
	/**
	 * The video once its render has completed or failed.
	 *
	 * @param isNew its render begins now, so that its time tells about others like it
	 * @throws SoraError with the video's id: `timeout` at the limits, `cancelled` as soon as the
	 * execution is stopped, `auth` or `notFound` when the server will not show the render any more
	 */
	untilEnded(video: Video, isNew?: boolean): Promise<EndedRender>;
}

/** A render that somebody waits for. */
interface Followed extends Watch {
	ended: Promise<EndedRender>;
	settle: (outcome: Video | SoraError) => void;
}

/** n8n's sleep cannot be ended early: one left behind keeps a process alive that has nothing to do. */
const longestSleepMs = 2_000;

/**
 * Follows the renders of one node run: many by one page of the server's list, few or missing ones
 * one by one.
 *
 * @param stop ends all waiting, beside the execution's own cancel signal
 * @param onChange told of every change of a render's status
 */
export function followRenders(
	server: Server,
	limits: WaitLimits,
	stop?: AbortSignal,
	onChange: (video: Video) => void = () => undefined,
): RenderFollower {
	const watched = new Map<string, Followed>();
	const likes = openLikes();
	let wishMs: number | null = null;
	let wake = new AbortController();
	let isRunning = false;

	const plan = (followed: Followed) => {
		const { video, begunMs, looks: seen, polls } = followed;
		const nowMs = Date.now();
		const untilMs = deadlineMs(followed, limits);
		if (untilMs <= nowMs) {
			followed.settle(gaveUp(followed, limits));
			return;
		}
		const known = { begunMs, looks: seen, polls, wishMs: followed.wishMs, likeMs: likes.of(video) };
		const view = { ...known, deadlineMs: untilMs, shared: looks.areShared() };
		followed.plan = nextLook(view, nowMs, Math.random());
	};

	const looks = openLooks(server, watched, {
		seen: (followed, video, pollAfterMs) => {
			const before = followed.video.status;
			wishMs = pollAfterMs;
			noteLook(followed, video, pollAfterMs, Date.now());
			if (followed.video.status !== before) onChange(followed.video);
			if (hasEnded(followed.video)) followed.settle(followed.video);
			else plan(followed);
		},
		missed: (followed, error) => {
			const final = noteMiss(followed, error, limits, Date.now());
			if (final) followed.settle(final);
			else plan(followed);
		},
		done: () => wake.abort(),
	});

	const nextMomentMs = () => {
		const plans = looks.idle().map((followed) => followed.plan);
		// All are being asked about: the end of a request wakes the loop.
		if (plans.length === 0) return Number.POSITIVE_INFINITY;
		return looks.areShared() ? sharedLookMs(plans) : Math.min(...plans.map(({ dueMs }) => dueMs));
	};

	const watchAll = async () => {
		isRunning = true;
		while (watched.size > 0) {
			wake = new AbortController();
			const pauseMs = Math.min(Math.max(nextMomentMs() - Date.now(), 0), longestSleepMs);
			await pause(pauseMs, server.cancelSignal, stop, wake.signal).catch(() => undefined);
			if (server.cancelSignal?.aborted || stop?.aborted) {
				for (const { settle, video } of [...watched.values()]) settle(cancelledError(video.id));
			} else if (nextMomentMs() <= Date.now()) looks.take();
		}
		isRunning = false;
	};

	const begin = async (video: Video, isNew: boolean): Promise<EndedRender> => {
		const begunMs = Date.now();
		let settle: Followed['settle'] = () => undefined;
		const ended = new Promise<EndedRender>((resolve, reject) => {
			settle = (outcome) => {
				watched.delete(video.id);
				if (outcome instanceof SoraError) {
					reject(outcome.about(video.id));
					return;
				}
				const waitMs = Date.now() - begunMs;
				if (isNew && outcome.status === 'completed') likes.note(outcome, waitMs);
				resolve({ video: outcome, waitMs, statusRequests: followed.statusRequests });
			};
		});
		const followed: Followed = { ...beginWatch(video, wishMs, begunMs), ended, settle };
		watched.set(video.id, followed);
		plan(followed);
		if (isRunning) wake.abort();
		else void watchAll();
		return await ended;
	};

	return {
		untilEnded: async (video, isNew = false) => {
			if (hasEnded(video)) return { video, waitMs: 0, statusRequests: 0 };
			return await (watched.get(video.id)?.ended ?? begin(video, isNew));
		},
	};
}
