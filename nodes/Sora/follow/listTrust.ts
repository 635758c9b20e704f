import { SoraError } from '../api/errors';
import type { ListLook, RenderLook } from './look';
import { hasEnded } from './outcome';

/** An ended render by which the list is checked. */
export interface ListCheck {
	id: string;
	/** From when on a list that keeps up shows its end. */
	fromMs: number;
}

/** Whether the server's list can be relied on: some servers have none, and some are behind. */
export interface ListTrust {
	/** Whether so many renders are better looked up in the list than one by one. */
	isUseful(renders: number, nowMs: number): boolean;
	/**
	 * Judges the list by a look at it. One that fails or shows next to nothing is left alone for a
	 * while, then for good; one that is behind for good at once.
	 *
	 * @returns whether it is behind, so that nothing it shows as running is believed
	 */
	judge(look: ListLook, nowMs: number): boolean;
	/** Leaves a list that has failed alone for a while, then for good; one that is none at once. */
	fail(problem: SoraError, nowMs: number): void;
	/**
	 * Whether a render should be looked up by itself as well, to see whether the list is behind.
	 *
	 * @param hasMoved the last look showed something new
	 */
	wantsProbe(hasMoved: boolean): boolean;
	beginProbe(id: string): void;
	/** Takes note of a look at a render by itself; only that at the probed one counts. */
	endProbe(look: RenderLook, nowMs: number): void;
	/** By what the list is to be checked; null unless a probe has found an end. */
	check(): ListCheck | null;
}

/** Below this, single looks cost no more and say more. */
const fewestRenders = 3;
const restMs = 30_000;
const mostRests = 3;
const looksPerProbe = 5;
const stillLooksPerProbe = 2;
/** So far behind, a list is no worse than the pauses between looks. */
const graceMs = 2_000;

/** A list that has not been asked for yet. */
export function openListTrust(): ListTrust {
	let looks = 0;
	let rests = 0;
	let restsUntilMs = 0;
	let probed: string | null = null;
	let check: ListCheck | null = null;

	const rest = (untilMs: number) => {
		rests++;
		restsUntilMs = untilMs;
	};
	const fail = ({ kind, details }: SoraError, nowMs: number) => {
		rest(nowMs + Math.max(details.pauseMs ?? 0, restMs));
		if (kind === 'notSupported' && !details.mayPass) rests = mostRests;
	};
	const isBehind = ({ found, sentMs }: ListLook) => {
		if (!check || sentMs < check.fromMs) return false;
		const shown = found.get(check.id);
		check = null;
		return shown !== undefined && !hasEnded(shown);
	};
	return {
		isUseful: (renders, nowMs) =>
			renders >= fewestRenders && rests < mostRests && nowMs >= restsUntilMs,
		judge: (look, nowMs) => {
			looks++;
			const { found, problem } = look;
			if (problem) fail(problem, nowMs);
			else if (found.size < fewestRenders) rest(nowMs + restMs);
			const behind = isBehind(look);
			if (behind) rests = mostRests;
			return behind;
		},
		fail,
		wantsProbe: (hasMoved) =>
			probed === null &&
			check === null &&
			looks % (hasMoved ? looksPerProbe : stillLooksPerProbe) === 0,
		beginProbe: (id) => {
			probed = id;
		},
		endProbe: ({ id, found }, nowMs) => {
			if (id !== probed) return;
			probed = null;
			// It may have ended just after the list was last looked at.
			const isOver = !(found instanceof SoraError) && hasEnded(found);
			if (isOver) check = { id, fromMs: nowMs + graceMs };
		},
		check: () => check,
	};
}
