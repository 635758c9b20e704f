import { SoraError } from '../api/errors';
import { withKnown, type Video } from '../services/video';
import type { NextLook } from './schedule';

/** How long a render is waited for. */
export interface WaitLimits {
	/** From the first status that is not "queued". */
	giveUpAfterMs: number;
	/** While the render is queued. */
	giveUpQueuedAfterMs: number;
}

/** What is known of a render that is being followed. Times in ms of one clock. */
export interface Watch {
	video: Video;
	readonly begunMs: number;
	/** Counted from the first status that is not "queued": some servers flip back to it. */
	startedMs: number | undefined;
	/** Of looks that showed the same progress, the first and the last. */
	readonly looks: Array<{ atMs: number; progress: number | null }>;
	polls: number;
	wishMs: number | null;
	lostSinceMs: number | undefined;
	/** Looks in a row that were answered with "no". */
	refusals: number;
	/** A page that shows several renders counts for each of them by its share. */
	statusRequests: number;
	/** Null until the next look is planned. */
	plan: NextLook | null;
}

/** Looks that may go wrong in a row with an answer that says "no": a gateway may say it by mistake. */
const mostRefusals = 3;
/** So long a replica of the server may not know a fresh id. */
const freshMs = 60_000;

/**
 * The state of a render that begins to be followed.
 *
 * @param wishMs the pause the server last asked for in this run
 */
export function beginWatch(video: Video, wishMs: number | null, nowMs: number): Watch {
	return {
		video,
		begunMs: nowMs,
		startedMs: video.status === 'queued' ? undefined : nowMs,
		looks: [],
		polls: 0,
		wishMs,
		lostSinceMs: undefined,
		refusals: 0,
		statusRequests: 0,
		plan: null,
	};
}

/** When waiting for a render is given up. */
export function deadlineMs({ startedMs, begunMs }: Watch, limits: WaitLimits): number {
	return startedMs === undefined
		? begunMs + limits.giveUpQueuedAfterMs
		: startedMs + limits.giveUpAfterMs;
}

/** Notes what a look showed. A list that lags shows older states: a render never goes backwards. */
export function noteLook(
	watch: Watch,
	seen: Video,
	pollAfterMs: number | null,
	nowMs: number,
): void {
	watch.plan = null;
	watch.polls++;
	watch.wishMs = pollAfterMs;
	watch.lostSinceMs = undefined;
	watch.refusals = 0;
	if (stage(seen) < stage(watch.video)) return;
	if (seen.status !== 'queued') watch.startedMs ??= nowMs;
	const { id, createdAtSeconds } = watch.video;
	const latest = { ...seen, id, createdAtSeconds: seen.createdAtSeconds ?? createdAtSeconds };
	watch.video = withKnown(latest, watch.video);
	const { looks } = watch;
	const look = { atMs: nowMs, progress: seen.progress };
	const isPlateau = [looks.at(-1), looks.at(-2)].every(
		(earlier) => earlier?.progress === look.progress,
	);
	if (isPlateau) looks.pop();
	looks.push(look);
}

function stage({ status }: Video): number {
	return ['queued', 'in_progress', 'completed', 'failed'].indexOf(status);
}

/**
 * Notes a look that went wrong.
 *
 * @returns the error that ends the wait; undefined when the next look may go well
 */
export function noteMiss(
	watch: Watch,
	error: SoraError,
	{ giveUpAfterMs }: WaitLimits,
	nowMs: number,
): SoraError | undefined {
	watch.plan = null;
	watch.polls++;
	watch.wishMs = error.details.pauseMs ?? null;
	watch.lostSinceMs ??= nowMs;
	const isFresh = error.kind === 'notFound' && nowMs - watch.begunMs < freshMs;
	watch.refusals = isFresh || isPassing(error) ? watch.refusals : watch.refusals + 1;
	const isFinal =
		error.details.keyRefused === true ||
		error.kind === 'cancelled' ||
		watch.refusals >= mostRefusals ||
		nowMs - watch.lostSinceMs >= giveUpAfterMs;
	return isFinal ? error : undefined;
}

/** Lost connections, overload and server errors: the render itself goes on. */
function isPassing({ kind, details }: SoraError): boolean {
	// The server has shown this render before, so that a page in its place is a proxy's.
	return (
		details.mayPass === true ||
		['serverUnreachable', 'timeout', 'rateLimit', 'notReady'].includes(kind)
	);
}

/** The error for a render that has not ended in time. */
export function gaveUp({ video: { id }, startedMs }: Watch, limits: WaitLimits): SoraError {
	const queued = startedMs === undefined;
	const minutes = Math.round((queued ? limits.giveUpQueuedAfterMs : limits.giveUpAfterMs) / 60_000);
	return new SoraError(
		'timeout',
		queued
			? `The render is still waiting in the server's queue after ${minutes} minutes`
			: `The render has not ended after ${minutes} minutes`,
		{
			videoId: id,
			advice: `It goes on at the server and may cost money: do not create it again. The operation Download with the Video ID ${id} takes it up again. ${queued ? 'Limits → Give Up Queued After (Minutes)' : 'Limits → Give Up After (Minutes)'} sets how long to wait.`,
		},
	);
}
