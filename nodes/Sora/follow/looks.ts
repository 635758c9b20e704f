import { SoraError, toSoraError } from '../api/errors';
import { pause } from '../api/pause';
import type { Server } from '../api/server';
import type { Video } from '../api/video';
import { getVideo } from '../api/videos';
import { hasEnded } from './outcome';
import { openPages } from './pages';
import type { Watch } from './watch';

/** So far behind, a list is no worse than the pauses between looks. */
const graceMs = 2_000;

/** What becomes of a look. */
export interface LookResults<W extends Watch> {
	seen: (watch: W, video: Video, pollAfterMs: number | null) => void;
	missed: (watch: W, error: SoraError) => void;
	/** A request has come back, so that something new can be planned. */
	done: () => void;
}

/** The requests by which renders are followed. */
export interface Looks<W extends Watch> {
	/** Whether one request serves many renders now. */
	areShared(): boolean;
	/** The renders that no request under way will tell about. */
	idle(): W[];
	/** Looks at what is due, by one page or by a request for each; the results are reported. */
	take(): void;
}

/**
 * Looks at the renders of a run: by a page of the server's list while several run and the list can
 * be relied on, else one by one.
 *
 * @param watched the renders by their ids; one that is taken out is not reported any more
 */
export function openLooks<W extends Watch>(
	server: Server,
	watched: ReadonlyMap<string, W>,
	{ seen, missed, done }: LookResults<W>,
): Looks<W> {
	const pages = openPages(server);
	let isPaging = false;
	let isProbing = false;

	const areShared = () => pages.areUseful(watched.size, Date.now());
	const idle = () =>
		isPaging && areShared() ? [] : [...watched.values()].filter(({ isAsking }) => !isAsking);
	const due = () => idle().filter(({ plan }) => plan.dueMs <= Date.now());
	const isWatched = (watch: W) => watched.get(watch.video.id) === watch;

	const lookAtOne = async (watch: W): Promise<void> => {
		watch.isAsking = true;
		watch.statusRequests++;
		const look = await getVideo(server, watch.video.id, { retry: false }).catch(toSoraError);
		watch.isAsking = false;
		if (look instanceof SoraError) {
			// A key that was revoked is revoked for all of them.
			const affected = look.details.keyRefused ? [...watched.values()] : [watch];
			for (const one of affected.filter(isWatched)) missed(one, look);
		} else if (isWatched(watch)) seen(watch, look.video, look.pollAfterMs);
		done();
	};

	const probe = async () => {
		const oldest = idle()[0];
		if (!oldest || isProbing) return;
		isProbing = true;
		await lookAtOne(oldest);
		if (hasEnded(oldest.video)) {
			// It may have ended just after the page; a page of a while later has to show it.
			await pause(graceMs, server.cancelSignal).catch(() => undefined);
			if (areShared() && !isPaging) await lookAtPage(oldest.video.id);
		}
		isProbing = false;
	};

	/** @param endedId a render that has ended some time ago, to judge the list by */
	const lookAtPage = async (endedId?: string): Promise<void> => {
		const wanted = due();
		isPaging = true;
		const ids = new Set(wanted.map(({ video }) => video.id));
		const asked = new Set([...watched.keys(), ...(endedId === undefined ? [] : [endedId])]);
		const look = await pages.look(asked, ids).catch(toSoraError);
		isPaging = false;
		if (!(look instanceof SoraError)) {
			const before = stateOf(watched);
			const share = look.requests / Math.max(look.videos.size, 1);
			for (const [id, video] of look.videos) {
				const watch = watched.get(id);
				if (!watch) continue;
				watch.statusRequests += share;
				// Why a render failed is told at its own address where the list is brief.
				if (video.status !== 'failed' || video.failure) seen(watch, video, look.pollAfterMs);
				else if (!watch.isAsking) void lookAtOne(watch);
			}
			const judged = look.videos.get(endedId ?? '');
			const isBehind = judged !== undefined && !hasEnded(judged);
			if (isBehind) pages.distrust();
			const missing = isBehind ? idle() : wanted.filter(({ video }) => !look.videos.has(video.id));
			for (const watch of missing) if (isWatched(watch) && !watch.isAsking) void lookAtOne(watch);
			// A server that names its pace is not asked twice as often for standing still.
			const hasMoved = look.pollAfterMs !== null || stateOf(watched) !== before;
			if (look.videos.size > 0 && pages.wantProbe(hasMoved)) void probe();
		}
		done();
	};

	return {
		areShared,
		idle,
		take: () => {
			if (areShared()) void lookAtPage();
			else for (const watch of due()) void lookAtOne(watch);
		},
	};
}

function stateOf(watched: ReadonlyMap<string, Watch>): string {
	return [...watched.values()].map(({ video }) => `${video.status} ${video.progress}`).join();
}
