/** What a look at a render showed. */
export interface Look {
	/** In ms. */
	atMs: number;
	/** 0 to 100; null where the server does not tell. */
	progress: number | null;
}

/**
 * When a render is likely to end, in ms. `earliestMs` may lie after `latestMs`, where progress
 * has come to a halt: then the second one has not held.
 */
export interface Foresight {
	earliestMs: number;
	latestMs: number;
}

/** Steps in which servers round; where none fits, by one. */
const coarseSteps = [10, 5];

/**
 * The end of a render by the rate of its progress; null where that does not move.
 *
 * The rate is that of the last three quarters of the way, so that a slow start counts for little.
 * What was shown before progress fell counts for nothing, nor does time in the queue, which shows
 * as 0.
 */
export function foreseeByProgress(begunMs: number, looks: readonly Look[]): Foresight | null {
	const told = looks.flatMap(({ atMs, progress }) =>
		progress === null ? [] : [{ atMs, progress }],
	);
	const last = told.at(-1);
	if (!last || last.progress <= 0) return null;
	const fall = told.findLastIndex(({ progress }, i) => progress < (told[i - 1]?.progress ?? 0));
	const climb = told.slice(Math.max(fall, 0));
	// Shown again and again, a number is true of the moment it was first seen.
	const reachedMs = Math.min(
		...climb.filter(({ progress }) => progress === last.progress).map(({ atMs }) => atMs),
	);
	const way = climb.filter(({ progress }) => progress < last.progress);
	const from =
		way.find(({ progress }) => progress >= last.progress / 4) ??
		way.findLast(({ progress }) => progress === 0) ??
		(fall > 0 ? undefined : { atMs: begunMs, progress: 0 });
	if (!from) return null;

	const step = stepOf(climb.map(({ progress }) => progress));
	const middleOf = (progress: number) => (progress > 0 ? progress + step / 2 : 0);
	const msPerPercent =
		(reachedMs - from.atMs) / (middleOf(last.progress) - middleOf(from.progress));
	return {
		earliestMs: last.atMs + Math.max(100 - step - last.progress, 0) * msPerPercent,
		latestMs: reachedMs + (100 - last.progress) * msPerPercent,
	};
}

function stepOf(shown: readonly number[]): number {
	const moved = new Set(shown.filter((progress) => progress > 0));
	if (moved.size < 2) return 1;
	return coarseSteps.find((step) => [...moved].every((progress) => progress % step === 0)) ?? 1;
}

/** What the times of like renders let expect, in ms from the begin. */
export interface Expectation {
	/** When the next look is worth while; null where even the longest time has passed. */
	nextMs: number | null;
	shortestMs: number;
	longestMs: number;
}

/** Under ten seconds a twentieth is less than the half second that lies between two looks. */
const fineMs = 10_000;

/**
 * What may be expected of a render of this age; null where no other has ended yet.
 *
 * @param likeMs the times of like renders, in any order
 */
export function expectByLikes(likeMs: readonly number[], ageMs: number): Expectation | null {
	const times = [...likeMs].sort((a, b) => a - b);
	const [noticedMs] = times;
	const longestMs = times.at(-1);
	if (noticedMs === undefined || longestMs === undefined) return null;
	// It was noticed somewhat late, and always looking at that time would never show by how much.
	const shortestMs = noticedMs < fineMs ? noticedMs : 0.95 * noticedMs;
	// One look on the way finds out whether progress moves, which tells more than any like render.
	const onTheWayMs = 0.7 * shortestMs;
	const nextMs = [onTheWayMs, shortestMs, ...times].find((ms) => ms >= 1.07 * ageMs) ?? null;
	return { nextMs, shortestMs, longestMs };
}
