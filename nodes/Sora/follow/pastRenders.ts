import type { Video } from '../services/video';

/** How long renders like one took, in ms from their create to their end, time in a queue included. */
export interface PastTimes {
	/** In any order. */
	likeMs: readonly number[];
	/** Known of the server's list alone: those may have waited where this one need not. */
	fromList: boolean;
}

/** How long renders took, from which the end of one like them can be foreseen. */
export interface PastRenders {
	/** Notes a completed render of this run and its time in ms. */
	note(video: Video, tookMs: number): void;
	/** Notes what the server's list shows, in place of what it showed before. */
	noteList(listed: readonly Video[]): void;
	/** Whether renders like this one can be told in the list. */
	canKnow(video: Video): boolean;
	/** Of renders that asked for the same: each of this run, and the range of those in the list. */
	timesLike(video: Video): PastTimes;
}

/** More tell nothing more about the next one. */
const mostTimes = 50;
/** The list tells whole seconds: less is a server that has not measured. */
const shortestListedMs = 1_000;
/** Longer than a render takes, but common where a server notes milliseconds, or the end of storage. */
const longestListedMs = 3_600_000;
/** Fewer in the list may be alike by chance. */
const fewestAlike = 3;
/** Of like renders in the list, so many have to lie near their middle, or it tells nothing. */
const leastPartAlike = 0.6;
/** Times further from the middle than by this factor are left out: renders that had to wait, or broke off. */
const nearFactor = 1.5;
/** The end may come between the times of few renders as well as at them: no gap is left in their range. */
const marks = 40;

/** An empty record. */
export function openPastRenders(): PastRenders {
	const ofRun = new Map<string, number[]>();
	let ofList = new Map<string, number[]>();
	return {
		note: (video, tookMs) => {
			const kind = kindOf(video);
			ofRun.set(kind, [...(ofRun.get(kind) ?? []), tookMs].slice(-mostTimes));
		},
		noteList: (listed) => {
			ofList = new Map();
			const byAge = [...listed].sort((a, b) => createdAt(b) - createdAt(a));
			for (const video of byAge) {
				const tookMs = listedMs(video);
				const times = ofList.get(kindOf(video)) ?? [];
				if (tookMs === null || !isNamed(video) || times.length >= mostTimes) continue;
				ofList.set(kindOf(video), [...times, tookMs]);
			}
		},
		canKnow: isNamed,
		timesLike: (video) => {
			const kind = kindOf(video);
			const seen = ofRun.get(kind) ?? [];
			const likeMs = [...seen, ...rangeOf(ofList.get(kind) ?? [])];
			return { likeMs, fromList: seen.length === 0 };
		},
	};
}

function kindOf(video: Video): string {
	return JSON.stringify(namesOf(video));
}

/** Services that do not count in pixels name the resolution. */
function namesOf({ model, size, resolution, seconds }: Video): unknown[] {
	return [model, size ?? resolution, seconds];
}

/** Of what an answer leaves out, another one may have another value. */
function isNamed(video: Video): boolean {
	return namesOf(video).every((part) => part !== null);
}

function createdAt({ createdAtSeconds }: Video): number {
	return createdAtSeconds ?? 0;
}

/** How long a render of the list took; null where the server does not tell, or cannot be believed. */
function listedMs({ status, createdAtSeconds, completedAtSeconds }: Video): number | null {
	if (status !== 'completed' || createdAtSeconds === null || completedAtSeconds === null) {
		return null;
	}
	const tookMs = 1_000 * (completedAtSeconds - createdAtSeconds);
	return tookMs >= shortestListedMs && tookMs < longestListedMs ? tookMs : null;
}

/** Marks from the shortest to the longest of the times near the middle; none where too few lie there. */
function rangeOf(times: readonly number[]): number[] {
	const middle = [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
	const near = times.filter((ms) => ms >= middle / nearFactor && ms <= middle * nearFactor);
	if (near.length < Math.max(fewestAlike, leastPartAlike * times.length)) return [];
	const shortest = Math.min(...near);
	const stepMs = (Math.max(...near) - shortest) / (marks - 1);
	return Array.from({ length: marks }, (_none, index) => shortest + index * stepMs);
}
