import { expectByLikes, foreseeByProgress, type Foresight, type Look } from './foresight';

const firstPollMs = 2_000;
const growth = 1.4;
const longestPollMs = 12_000;
const shortestPollMs = 500;
/** A page looks at old renders as often as at young ones, so that these must not set its pace. */
const shortestSharedPollMs = 700;
/** A server's wish is obeyed up to a minute; a longer one would hide a finished render for too long. */
const longestWishMs = 60_000;
/** Even a render whose end is far away may fail before it. */
const longestForeseenMs = 20_000;
/** An end this near is awaited in one go. */
const nearMs = 4_000;
/** Just after the foreseen end rather than just before it. */
const afterEndMs = 20;
/** By so much the pause grows with each look at a moving progress, to bound their number. */
const perLookMs = 30;

/**
 * How long a look may be put off for others, as parts of a render's age: as much as keeps the aims for
 * lag and requests in the simulation of bench/polling.ts.
 */
const slackParts = { end: 0.022, search: 0.03, likes: 0.04, backoff: 0.05 };
/** Pauses as parts of a render's age, so that the lag is a part of its time; by the same simulation. */
const pauseParts = {
	overdue: 0.006,
	search: 0.04,
	likes: 0.07,
	gap: 0.1,
	doubt: 0.5,
	shared: 0.17,
};

/** What is known of a render when the next look at it is planned. Times in ms of one clock. */
export interface RenderView {
	/** When it began to be followed. */
	begunMs: number;
	/** Looks so far that gave an answer, oldest first. */
	looks: readonly Look[];
	/** Looks taken so far, answered or not. */
	polls: number;
	/** `openai-poll-after-ms` of the last answer, or the pause named by a 429; null without one. */
	wishMs: number | null;
	/** How long like renders took from begin of following to their end, in ms, any order. */
	likeMs: readonly number[];
	/** None of those was of this run: they may have taken longer than this one will. */
	fromList: boolean;
	/** When waiting is given up. */
	deadlineMs: number;
	/** Whether one request serves many renders (a page of the list), so that a look costs next to nothing. */
	shared: boolean;
}

/** When to look next: at `dueMs`, or up to `latestMs` where one request then serves several renders. */
export interface NextLook {
	dueMs: number;
	latestMs: number;
}

/** A pause before the next look, and how much longer it may be to look together with others. In ms. */
interface Pause {
	ms: number;
	slackMs: number;
}

/**
 * When to look at a render next: as the server wishes; else by the end that its progress lets
 * foresee, or the times of like renders; else by backoff from 2 s by 1.4 to at most 12 s with up to
 * 20 % jitter. Never under 0.5 s from now and never past the deadline.
 *
 * @param random 0 to 1
 */
export function nextLook(view: RenderView, nowMs: number, random: number): NextLook {
	const backoff = backOff(view, nowMs, random);
	const { ms, slackMs } =
		obeyWish(view) ?? followProgress(view, nowMs) ?? followLikes(view, nowMs, backoff) ?? backoff;
	const dueMs = nowMs + Math.max(ms, shortestPollMs);
	const latestMs = view.shared ? dueMs + slackMs : dueMs;
	const { deadlineMs } = view;
	return { dueMs: Math.min(dueMs, deadlineMs), latestMs: Math.min(latestMs, deadlineMs) };
}

/**
 * When one request should serve all, in ms: before any look has been put off too long, and as
 * soon as no more become due until then.
 *
 * @param looks at least one
 */
export function sharedLookMs(looks: readonly NextLook[]): number {
	const endMs = Math.min(...looks.map(({ latestMs }) => latestMs));
	return Math.max(...looks.map(({ dueMs }) => dueMs).filter((dueMs) => dueMs <= endMs));
}

function obeyWish({ wishMs }: RenderView): Pause | null {
	return wishMs === null ? null : { ms: Math.min(wishMs, longestWishMs), slackMs: 0 };
}

function followProgress({ begunMs, looks }: RenderView, nowMs: number): Pause | null {
	const end = foreseeByProgress(begunMs, looks);
	if (!end) return null;
	const { ms, slackMs } = awaitEnd(end, begunMs, nowMs);
	// Progress may creep up to its end without ever being there.
	const moved = looks.filter(({ progress }) => progress !== null && progress > 0).length;
	return { ms: Math.max(ms, Math.min(moved * perLookMs, longestPollMs)), slackMs };
}

/** Far from the end there is time to look together with others; near it each moment counts. */
function awaitEnd(end: Foresight, begunMs: number, nowMs: number): Pause {
	const ageMs = nowMs - begunMs;
	const untilMs = end.earliestMs - nowMs;
	const leftMs = end.latestMs - nowMs;
	const slackMs = slackParts.end * ageMs;
	if (untilMs > nearMs) {
		// A rate that was measured for a second says nothing about the next minute.
		const trustedMs = Math.min(Math.max(ageMs, firstPollMs), longestForeseenMs);
		const ms = Math.min(0.7 * untilMs, trustedMs);
		return { ms, slackMs: Math.min(0.7 * (untilMs - nearMs), 2 * ms) };
	}
	if (untilMs <= 0 && leftMs < 0)
		return { ms: overduePauseMs(-leftMs, pauseParts.overdue * ageMs), slackMs };
	const stepMs = Math.max(untilMs, 0) + Math.max(pauseParts.search * ageMs, shortestPollMs);
	const endMs = Math.max(leftMs, untilMs) + afterEndMs;
	return endMs <= stepMs
		? { ms: endMs, slackMs }
		: { ms: stepMs, slackMs: slackParts.search * ageMs };
}

function followLikes(
	{ begunMs, likeMs, fromList }: RenderView,
	nowMs: number,
	backoff: Pause,
): Pause | null {
	const ageMs = nowMs - begunMs;
	const likely = expectByLikes(likeMs, ageMs);
	if (!likely) return null;
	const { nextMs, shortestMs, longestMs } = likely;
	const slackMs = slackParts.likes * ageMs;
	if (nextMs === null) {
		return {
			ms: overduePauseMs(Math.max(ageMs - longestMs, 0), pauseParts.likes * ageMs),
			slackMs,
		};
	}
	const ms = nextMs - ageMs;
	const doubtedMs = Math.max(pauseParts.doubt * ageMs, backoff.ms);
	const trustedMs = fromList ? Math.min(doubtedMs, longestForeseenMs) : longestForeseenMs;
	if (nextMs < shortestMs) {
		return {
			ms: Math.min(ms, trustedMs),
			slackMs: Math.min(0.8 * (shortestMs - nextMs), trustedMs),
		};
	}
	// One that took much longer than the others is no reason not to look in between.
	const longestStepMs =
		ageMs < shortestMs ? trustedMs : Math.max(pauseParts.gap * ageMs, backoff.ms);
	return { ms: Math.min(ms, longestStepMs), slackMs };
}

/** The longer the end is overdue, the less is known of when it comes. */
function overduePauseMs(overdueMs: number, leastMs: number): number {
	return Math.min(Math.max(leastMs, shortestPollMs) + 0.3 * overdueMs, longestPollMs);
}

/** Where a look costs next to nothing, a fraction of the time that has passed. */
function backOff({ begunMs, polls, shared }: RenderView, nowMs: number, random: number): Pause {
	const ageMs = nowMs - begunMs;
	const plainMs = Math.min(firstPollMs * growth ** polls, longestPollMs) * (1 - 0.2 * random);
	const denseMs = Math.max(pauseParts.shared * ageMs, shortestSharedPollMs);
	const ms = shared && polls > 0 ? Math.min(plainMs, denseMs) : plainMs;
	return { ms, slackMs: slackParts.backoff * (ageMs + ms) };
}
