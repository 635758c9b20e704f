import type { Outcome, RenderRequest } from './render';

/** How one render goes: chosen by options, or by words in brackets in its prompt. */
export interface Course {
	durationMs: number;
	outcome: Outcome;
	expiresAfterMs: number | null;
}

export const completed: Outcome = { result: 'completed' };

const serverError: Outcome = {
	result: 'failed',
	code: 'server_error',
	message: 'The server had an error while rendering this video.',
};

const blocked: Outcome = {
	result: 'failed',
	code: 'moderation_blocked',
	message: 'The request was stopped by the moderation system.',
};

const slowFactor = 5;
// A refusal by the moderation comes early in a render, not at its end.
const refusalFraction = 0.2;

/**
 * Applies the steering words of a prompt: `[fail]`, `[policy]`, `[flaky]` (fails the first time it
 * is asked for, completes from then on), `[slow]`, `[never]`, `[expired]`, and `[12s]` for a render
 * of 12 seconds.
 *
 * @param timesSeen how often a render of the same prompt was made before
 */
export function steer(course: Course, request: RenderRequest, timesSeen: number): Course {
	const words = new Set(
		[...request.prompt.toLowerCase().matchAll(/\[([a-z0-9.]+)\]/g)].map((match) => match[1]),
	);
	const steered = { ...course };
	for (const word of words) {
		const seconds = /^(\d+(?:\.\d+)?)s$/.exec(word ?? '')?.[1];
		if (seconds !== undefined) steered.durationMs = Number(seconds) * 1000;
	}
	if (words.has('slow')) steered.durationMs *= slowFactor;
	if (words.has('never')) steered.durationMs = Infinity;
	if (words.has('expired')) steered.expiresAfterMs = 0;
	if (words.has('fail')) steered.outcome = serverError;
	if (words.has('flaky') && timesSeen === 0) steered.outcome = serverError;
	if (words.has('policy')) {
		steered.outcome = blocked;
		steered.durationMs *= refusalFraction;
	}
	return steered;
}
