import { toSoraError } from '../api/errors';
import type { Video } from '../api/video';
import type { Slot } from './slots';

/** Lets items of one run that ask for the same clip share one render. */
export interface Sharing {
	/**
	 * The render another item is at, if it ends well; else makes one, for the others to share. The
	 * slot is free while another item's render is awaited.
	 *
	 * @returns whether the render is another item's
	 * @throws SoraError of the own attempt; `policy` also of another's, since the same request is
	 * refused again
	 */
	use<T extends { video: Video }>(
		key: string,
		slot: Slot,
		make: () => Promise<T>,
	): Promise<{ made: T } | { shared: Video }>;
}

/** Nothing shared yet. */
export function openSharing(): Sharing {
	const renders = new Map<string, Promise<Video>>();
	return {
		async use(key, slot, make) {
			for (let other = renders.get(key); other; other = renders.get(key)) {
				slot.leave();
				const outcome = await other.catch(toSoraError);
				if (!(outcome instanceof Error)) return { shared: outcome };
				if (outcome.kind === 'policy') throw outcome;
				await slot.retake();
			}
			const making = make();
			const video = making.then((made) => made.video);
			renders.set(key, video);
			const forget = () => {
				if (renders.get(key) === video) renders.delete(key);
			};
			video.catch((error: unknown) => {
				if (toSoraError(error).kind !== 'policy') forget();
			});
			return { made: await making };
		},
	};
}
