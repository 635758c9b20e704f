/** Random numbers that are the same in every run. */
export interface SeededRandom {
	/** 0 to below 1. */
	next(): number;
	/** A whole number from 0 to below `limit`. */
	below(limit: number): number;
	pick<T>(choices: readonly [T, ...T[]]): T;
	bytes(length: number): Buffer;
}

/** Mulberry32: a 32-bit generator of a few lines, even enough to pick mutations with. */
export function seededRandom(seed: number): SeededRandom {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	const below = (limit: number) => Math.floor(next() * limit);
	return {
		next,
		below,
		pick: (choices) => choices[below(choices.length)] ?? choices[0],
		bytes: (length) => Buffer.from(Array.from({ length }, () => below(256))),
	};
}
