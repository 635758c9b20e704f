import { toSoraError } from '../api/errors';
import type { Video } from '../services/video';
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
	/** Shares this video no more, for one whose files are gone. */
	forget(videoId: string): void;
}

interface Shared {
	video: Promise<Video>;
	/** Known once there is a video. */
	videoId?: string;
}

/** Nothing shared yet. */
export function openSharing(): Sharing {
	const renders = new Map<string, Shared>();
	return {
		async use(key, slot, make) {
			for (let other = renders.get(key); other; other = renders.get(key)) {
				slot.leave();
				const outcome = await other.video.catch(toSoraError);
				if (!(outcome instanceof Error)) return { shared: outcome };
				if (outcome.kind === 'policy') throw outcome;
				await slot.retake();
			}
			const making = make();
			const shared: Shared = { video: making.then((made) => made.video) };
			renders.set(key, shared);
			shared.video.then(
				({ id }) => {
					shared.videoId = id;
				},
				(error: unknown) => {
					const isOurs = renders.get(key) === shared;
					if (isOurs && toSoraError(error).kind !== 'policy') renders.delete(key);
				},
			);
			return { made: await making };
		},
		forget(videoId) {
			for (const [key, shared] of renders) if (shared.videoId === videoId) renders.delete(key);
		},
	};
}
