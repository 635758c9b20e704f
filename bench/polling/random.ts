/** A source of numbers, 0 to 1. */
export type Random = () => number;

/** Numbers that are the same for the same seed (mulberry32), so that a table can be compared with the last. */
export function seededRandom(seed: number): Random {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** A number between two, each as likely as any other. */
export function between(low: number, high: number, random: Random): number {
	return low + (high - low) * random();
}

/** A number between two, each order of magnitude as likely as any other. */
export function logBetween(low: number, high: number, random: Random): number {
	return Math.exp(between(Math.log(low), Math.log(high), random));
}
