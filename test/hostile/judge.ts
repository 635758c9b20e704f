import type { Outcome } from './player/messages';
import type { Expected, ExpectedError, HostileRow, Seen } from './row';
import { routes } from './server/server';

/** What one answer may cost n8n at most. */
export interface Bounds {
	blockMs: number;
	grownMb: number;
}

/** What we promise. */
export const promised: Bounds = { blockMs: 250, grownMb: 64 };

/** For a machine that does other things beside: far above the promise, far below what a defect takes. */
export const onBusyMachine: Bounds = { blockMs: 1_000, grownMb: 128 };

const mostPerSecond = 4;
/** Of an error, an id or a status word. Known fields may be longer: a prompt has 32,000 characters. */
const longestText = 100_000;
const mostStoredChars = 1_500_000;
const mostErrorChars = 4_000;

/** In what a row fell short, a sentence each; empty when it holds. */
export function shortcomings({ expected = {} }: HostileRow, seen: Seen, bounds: Bounds): string[] {
	const { outcome, clips, perSecond } = seen;
	if (typeof outcome === 'string') return [outcome];
	const { worstBlockMs, grownMb, timers, stopMs = 0, leaks } = outcome;
	const { also = () => [] } = expected;
	return [
		...(expected.mayBlock
			? []
			: exceed('ms in which nothing else could run', bounds.blockMs, worstBlockMs)),
		...exceed('MB grown', bounds.grownMb, grownMb),
		...exceed('equal requests a second', mostPerSecond, Math.floor(perSecond)),
		...exceed('characters stored', mostStoredChars, outcome.storedChars),
		...exceed('characters in one text', longestText, outcome.longestText),
		...(expected.noTimers ? exceed('timers left behind', 0, timers) : []),
		...exceed('ms until Stop had ended the run', 1_000, Math.round(stopMs)),
		...leaks.map(({ needle, where }) => `${needle} is told in ${where}`),
		...(expected.orAnything ? [] : compareOutcome(expected, outcome, clips)),
		...exceed('seconds', expected.mostSeconds ?? Infinity, Math.round(outcome.seconds)),
		...compareAsked(expected, seen),
		...also(seen),
	];
}

function compareOutcome(expected: Expected, outcome: Outcome, clips: number): string[] {
	const { status = 'success', clips: wanted = 0, errors = [], orError } = expected;
	const ended =
		outcome.status === status ? [] : [`the run ends as ${outcome.status}${why(outcome)}`];
	if (orError && outcome.errors.length > 0) {
		return [...ended, ...compareErrors([orError], outcome.errors)];
	}
	const came = clips === wanted ? [] : [`clips: ${clips} instead of ${wanted}${why(outcome)}`];
	return [...ended, ...came, ...compareErrors(errors, outcome.errors)];
}

function why({ errors: [first] }: Outcome): string {
	return first === undefined ? '' : ` (${first.kind}: ${first.message.slice(0, 100)})`;
}

function exceed(what: string, most: number, was: number): string[] {
	return was <= most ? [] : [`${what}: ${was}, at most ${most}`];
}

function compareErrors(expected: readonly ExpectedError[], errors: Outcome['errors']): string[] {
	const count =
		expected.length === errors.length
			? []
			: [`errors: ${errors.length} instead of ${expected.length}`];
	return [...count, ...errors.flatMap((error, index) => compareError(error, expected[index]))];
}

function compareError(
	{ kind, message, advice, videoId }: Outcome['errors'][number],
	expected: ExpectedError | undefined,
): string[] {
	if (!expected) return [`error ${kind}: ${message.slice(0, 100)}`];
	const text = `${message} ${advice}`;
	const { says = /^/, mayExist = false } = expected;
	return [
		...exceed('characters in the error', mostErrorChars, text.length),
		...(expected.kind.test(kind) ? [] : [`error ${kind}: ${message.slice(0, 100)}`]),
		...(says.test(text) ? [] : [`the error does not say ${says}: ${text.slice(0, 200)}`]),
		...(/may exist/.test(text) === mayExist
			? []
			: [mayExist ? 'nobody is told that the video may exist' : 'the video is said to exist']),
		...(expected.videoId === undefined || expected.videoId === videoId
			? []
			: [`the error names the video ${videoId} instead of ${expected.videoId}`]),
	];
}

function compareAsked({ mostAsked = {}, leastAsked = {} }: Expected, { asked }: Seen): string[] {
	return routes.flatMap((route) => {
		const count = asked.filter((one) => one.route === route).length;
		const least = leastAsked[route] ?? 0;
		return [
			...exceed(`requests (${route})`, mostAsked[route] ?? Number.POSITIVE_INFINITY, count),
			...(count >= least ? [] : [`requests (${route}): ${count}, at least ${least}`]),
		];
	});
}
