import { SoraError, toSoraError } from '../api/errors';
import { pause } from '../api/pause';
import type { Server } from '../api/server';
import { withKnown, type Video } from '../api/video';
import { getVideo } from '../api/videos';
import { hasEnded } from './outcome';
import { nextPollMs } from './schedule';

/** How long a render is waited for. */
export interface WaitLimits {
	/** From the first status that is not "queued". */
	giveUpAfterMs: number;
	/** While the render is queued. */
	giveUpQueuedAfterMs: number;
}

/** Tells when a render has ended. */
export interface RenderFollower {
	/**
	 * The video once its render has completed or failed.
	 *
	 * @throws SoraError `timeout` at the limits, `cancelled` as soon as the execution is stopped,
	 * `auth` or `notFound` when the server will not show the render any more
	 */
	untilEnded(video: Video): Promise<Video>;
}

/** Looks that may go wrong in a row with an answer that says "no" (a fresh id can be 404 for a moment). */
const mostRefusals = 3;

/**
 * Follows the renders of one node run.
 *
 * @param stop ends all waiting, beside the execution's own cancel signal
 */
export function followRenders(
	server: Server,
	limits: WaitLimits,
	stop?: AbortSignal,
): RenderFollower {
	return {
		untilEnded: async (video) => await follow(server, video, limits, stop),
	};
}

async function follow(
	server: Server,
	first: Video,
	limits: WaitLimits,
	stop: AbortSignal | undefined,
): Promise<Video> {
	let video = first;
	const begunMs = Date.now();
	// Counted from the first status that is not "queued": some servers flip back to it.
	let startedMs = video.status === 'queued' ? undefined : begunMs;
	let lostSinceMs: number | undefined;
	let refusals = 0;
	let wishMs: number | null = null;
	for (let polls = 0; !hasEnded(video); polls++) {
		const deadlineMs =
			startedMs === undefined
				? begunMs + limits.giveUpQueuedAfterMs
				: startedMs + limits.giveUpAfterMs;
		const leftMs = deadlineMs - Date.now();
		if (leftMs <= 0) throw gaveUp(video.id, startedMs === undefined, limits);
		await pause(nextPollMs({ polls, wishMs, leftMs }, Math.random()), server.cancelSignal, stop);
		const look = await getVideo(server, first.id, { retry: false }).catch(toSoraError);
		if (look instanceof SoraError) {
			wishMs = look.details.pauseMs ?? null;
			lostSinceMs ??= Date.now();
			refusals = isPassing(look) ? refusals : refusals + 1;
			const lostTooLong = Date.now() - lostSinceMs >= limits.giveUpAfterMs;
			if (isFinal(look) || refusals >= mostRefusals || lostTooLong) throw look;
			continue;
		}
		lostSinceMs = undefined;
		refusals = 0;
		wishMs = look.pollAfterMs;
		if (look.video.status !== 'queued') startedMs ??= Date.now();
		video = withKnown({ ...look.video, id: first.id }, video);
	}
	return video;
}

function isFinal({ kind }: SoraError): boolean {
	return kind === 'auth' || kind === 'cancelled';
}

/** Lost connections, overload and server errors: the render itself goes on. */
function isPassing({ kind }: SoraError): boolean {
	return ['serverUnreachable', 'timeout', 'rateLimit', 'notReady'].includes(kind);
}

function gaveUp(videoId: string, queued: boolean, limits: WaitLimits): SoraError {
	const minutes = Math.round((queued ? limits.giveUpQueuedAfterMs : limits.giveUpAfterMs) / 60_000);
	return new SoraError(
		'timeout',
		queued
			? `The render is still waiting in the server's queue after ${minutes} minutes`
			: `The render has not ended after ${minutes} minutes`,
		{
			videoId,
			advice: `It goes on at the server and may cost money: do not create it again. The operation Download with the Video ID ${videoId} takes it up again. ${queued ? 'Limits → Give Up Queued After (Minutes)' : 'Limits → Give Up After (Minutes)'} sets how long to wait.`,
		},
	);
}
