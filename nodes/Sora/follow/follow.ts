import { SoraError } from '../api/errors';
import { pause } from '../api/pause';
import type { Server } from '../api/server';
import { steadyNowMs } from '../api/steadyClock';
import type { Video } from '../services/video';
import { openListTrust } from './listTrust';
import {
	lookAtList,
	lookAtPast,
	lookAtRender,
	type ListLook,
	type PastLook,
	type RenderLook,
} from './look';
import { hasEnded } from './outcome';
import { sharedLookMs } from './schedule';
import type { WaitLimits } from './watch';
import { openWatches, type EndedRender, type Watches } from './watches';

export type { EndedRender } from './watches';

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

type Look = RenderLook | ListLook | PastLook;

/**
 * Follows the renders of one node run: several by one page of the server's list, as long as that can
 * be relied on, few or missing ones one by one. One loop sends the looks, takes in what they saw and
 * plans the next ones.
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
	const watches = openWatches(limits, steadyNowMs, onChange);
	const watched = watches.byId;
	const trust = openListTrust();
	/** Renders with a request of their own under way. */
	const asked = new Set<string>();
	let isListAsked = false;
	/** Whether the list has told, or failed to tell, of past renders in this run. */
	let isPastAsked = false;
	/** Looks that have come back and are not taken in yet. */
	const arrived: Look[] = [];
	let wake = new AbortController();
	let isRunning = false;

	const isShared = () => trust.isUseful(watched.size, steadyNowMs());
	const idle = () =>
		isListAsked && isShared()
			? []
			: [...watched.values()].filter(({ video }) => !asked.has(video.id));
	const dueIds = () =>
		idle().flatMap(({ plan, video }) => (plan && plan.dueMs <= steadyNowMs() ? [video.id] : []));

	const arrive = (look: Look) => {
		arrived.push(look);
		wake.abort();
	};
	const askForRender = async (id: string) => {
		if (asked.has(id) || !watched.has(id)) return;
		asked.add(id);
		arrive(await lookAtRender(server, id));
	};
	const askForList = async () => {
		const wanted = new Set(watched.keys());
		const due = new Set(dueIds());
		const check = trust.check();
		if (check) wanted.add(check.id);
		isListAsked = true;
		isPastAsked = true;
		arrive(await lookAtList(server, wanted, due, steadyNowMs()));
	};
	const askForPast = async (id: string) => {
		isPastAsked = true;
		watches.count(id, 1);
		arrive(await lookAtPast(server));
	};

	const takeInRender = (look: RenderLook) => {
		const { id, found, pollAfterMs } = look;
		asked.delete(id);
		trust.endProbe(look, steadyNowMs());
		watches.count(id, 1);
		if (!(found instanceof SoraError)) {
			watches.see(id, found, pollAfterMs);
			if (!isPastAsked && watches.wantsPast(id)) void askForPast(id);
			return;
		}
		// A key that was revoked is revoked for all of them.
		const affected = found.details.keyRefused ? [...watched.keys()] : [id];
		for (const one of affected) watches.miss(one, found);
	};
	const takeInList = (look: ListLook) => {
		const { found, missing, listed, requests, pollAfterMs } = look;
		isListAsked = false;
		if (!look.problem) watches.notePast(listed);
		const before = stateOf(watched);
		for (const [id, video] of found) {
			watches.count(id, requests / found.size);
			// Why a render failed is told at its own address where the list is brief.
			if (video.status === 'failed' && !video.failure) void askForRender(id);
			else watches.see(id, video, pollAfterMs);
		}
		const isBehind = trust.judge(look, steadyNowMs());
		for (const id of isBehind ? watched.keys() : missing) void askForRender(id);
		// A server that names its pace is not asked twice as often for standing still.
		const hasMoved = pollAfterMs !== null || stateOf(watched) !== before;
		const [oldest] = idle();
		if (oldest && found.size > 0 && trust.wantsProbe(hasMoved)) {
			trust.beginProbe(oldest.video.id);
			void askForRender(oldest.video.id);
		}
	};
	const takeInPast = ({ past, problem }: PastLook) => {
		if (problem) trust.fail(problem, steadyNowMs());
		else watches.notePast(past);
	};

	const nextMomentMs = () => {
		const plans = idle().flatMap(({ plan }) => plan ?? []);
		// All are being asked about: the answer wakes the loop.
		if (plans.length === 0) return Number.POSITIVE_INFINITY;
		if (!isShared()) return Math.min(...plans.map(({ dueMs }) => dueMs));
		return Math.min(sharedLookMs(plans), trust.check()?.fromMs ?? Number.POSITIVE_INFINITY);
	};
	const sendDue = () => {
		if (nextMomentMs() > steadyNowMs()) return;
		if (isShared()) void askForList();
		else for (const id of dueIds()) void askForRender(id);
	};
	const run = async () => {
		isRunning = true;
		watches.plan(isShared());
		while (watched.size > 0) {
			sendDue();
			wake = new AbortController();
			const pauseMs = nextMomentMs() - steadyNowMs();
			await pause(pauseMs, server.cancelSignal, stop, wake.signal).catch(() => undefined);
			if (server.cancelSignal?.aborted || stop?.aborted) watches.cancel();
			for (const look of arrived.splice(0)) {
				if ('id' in look) takeInRender(look);
				else if ('found' in look) takeInList(look);
				else takeInPast(look);
			}
			watches.plan(isShared());
		}
		isRunning = false;
	};

	return {
		untilEnded: async (video, isNew = false) => {
			if (hasEnded(video)) return { video, waitMs: 0, statusRequests: 0 };
			const already = watched.get(video.id);
			if (already) return await already.ended;
			const ended = watches.begin(video, isNew);
			if (isRunning) wake.abort();
			else void run();
			return await ended;
		},
	};
}

function stateOf(watched: Watches['byId']): string {
	return [...watched.values()].map(({ video }) => `${video.status} ${video.progress}`).join();
}
