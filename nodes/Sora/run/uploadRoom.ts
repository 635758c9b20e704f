import { toSoraError } from '../api/errors';
import { unlessStopped } from '../api/pause';

/** Bounds the bytes of the files that a run holds in memory at once, to send them. */
export interface UploadRoom {
	/** Room for so many bytes at once; undefined where there is too little, or others wait for theirs. */
	tryEnter(bytes: number): UploadStay | undefined;
	/**
	 * Waits for room, in the order of arrival. What is larger than all the room goes alone.
	 *
	 * @throws SoraError `cancelled` when a signal fires meanwhile
	 */
	enter(bytes: number, ...signals: Array<AbortSignal | undefined>): Promise<UploadStay>;
}

/** Room that is taken. */
export interface UploadStay {
	/** How much it is indeed, once the files have been loaded. */
	settle(bytes: number): void;
	/** Gives the room back; may be called more than once. */
	leave(): void;
}

/** @param mostBytes all the room there is */
export function openUploadRoom(mostBytes: number): UploadRoom {
	let takenBytes = 0;
	const waiting: Array<{ bytes: number; begin: () => void }> = [];

	const fits = (bytes: number) => takenBytes === 0 || takenBytes + bytes <= mostBytes;
	const admit = () => {
		for (let next = waiting[0]; next && fits(next.bytes); next = waiting[0]) {
			waiting.shift();
			takenBytes += next.bytes;
			next.begin();
		}
	};
	const stayOf = (bytes: number): UploadStay => {
		let heldBytes = bytes;
		const settle = (indeed: number) => {
			takenBytes += indeed - heldBytes;
			heldBytes = indeed;
			admit();
		};
		return { settle, leave: () => settle(0) };
	};
	return {
		tryEnter: (bytes) => {
			if (waiting.length > 0 || !fits(bytes)) return undefined;
			takenBytes += bytes;
			return stayOf(bytes);
		},
		enter: async (bytes, ...signals) => {
			const entry = { bytes, begin: (): void => undefined };
			const begun = new Promise<void>((resolve) => {
				entry.begin = resolve;
			});
			waiting.push(entry);
			admit();
			const waited = unlessStopped(async () => await begun, ...signals);
			const stopped = await waited.then(() => undefined, toSoraError);
			if (!stopped) return stayOf(bytes);
			const place = waiting.indexOf(entry);
			if (place < 0) stayOf(bytes).leave();
			else waiting.splice(place, 1);
			admit();
			throw stopped;
		},
	};
}
