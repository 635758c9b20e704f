import type { Video } from '../api/video';

/** How long renders of one run took. */
export interface PastRenders {
	/** Notes a completed render and its time in ms. */
	note(video: Video, tookMs: number): void;
	/** The times of those that asked for the same as this one, in ms. */
	timesLike(video: Video): readonly number[];
}

/** More tell nothing more about the next one. */
const mostTimes = 50;

/** An empty record. */
export function openPastRenders(): PastRenders {
	const times = new Map<string, number[]>();
	const kindOf = ({ model, size, seconds }: Video) => JSON.stringify([model, size, seconds]);
	return {
		note: (video, tookMs) => {
			const kind = kindOf(video);
			times.set(kind, [...(times.get(kind) ?? []), tookMs].slice(-mostTimes));
		},
		timesLike: (video) => times.get(kindOf(video)) ?? [],
	};
}
