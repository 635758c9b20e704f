import type { Expected, ExpectedError } from './row';
import type { Seen, SeenError } from './seen';

/** In what a row fell short, a sentence each; empty when it holds. */
export function shortcomings(expected: Expected, seen: Seen): string[] {
	const { paid, clips, errors = [], unnamed = 0 } = expected;
	const unexpected = seen.errors.filter(({ item }) => errors.every((one) => one.item !== item));
	return [
		...differ('creates paid', paid, seen.paid),
		...differ('clips delivered', clips, seen.clips),
		...differ('items without their file', 0, seen.broken),
		...differ('renders nobody is told of', unnamed, seen.unnamed),
		...exceed('status requests', expected.mostLooks, seen.looks),
		...exceed('requests', expected.mostRequests, seen.requests),
		...exceed('seconds', expected.mostSeconds, seen.seconds),
		...errors.flatMap((error) => compareError(error, seen.errors)),
		...unexpected.map((error) => `item ${error.item} failed by ${error.kind}: ${textOf(error)}`),
	];
}

function differ(what: string, wanted: number, was: number): string[] {
	return was === wanted ? [] : [`${what}: ${was} instead of ${wanted}`];
}

function exceed(what: string, most: number | undefined, was: number): string[] {
	return most === undefined || was <= most ? [] : [`${what}: ${was}, at most ${most}`];
}

function compareError(expected: ExpectedError, errors: readonly SeenError[]): string[] {
	const { item, kind, says = /^/, hasId = true } = expected;
	const error = errors.find((one) => one.item === item);
	if (!error) return [`item ${item} did not fail`];
	const text = textOf(error);
	const knowsId = error.videoId !== undefined;
	return [
		...(error.kind === kind ? [] : [`item ${item} failed by ${error.kind} instead of ${kind}`]),
		...(says.test(text) ? [] : [`item ${item} is not told ${says}: ${text}`]),
		...(knowsId === hasId ? [] : [`item ${item} is told ${knowsId ? 'an' : 'no'} id: ${text}`]),
	];
}

/** What the user reads. */
function textOf({ message, advice }: SeenError): string {
	return `${message} ${advice}`;
}
