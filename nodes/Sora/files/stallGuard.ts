import { SoraError, cancelledError } from '../api/errors';
import type { StreamAnswer } from '../api/http';

/** A download ends when no byte has come for so long. Any working connection is faster. */
export const stallLimitMs = 60_000;

/**
 * Passes the chunks of an answer on, and breaks off when none has come for a minute. Time in which the reader
 * itself is busy, as with a slow disk, does not count.
 *
 * @param signals those that stop the run
 * @param firstMs time for the first chunk, of which some servers send the headers long before
 * @throws SoraError `timeout` on a stall, `cancelled`, or `serverUnreachable` when the connection breaks
 */
export async function* guardStalls(
	answer: Pick<StreamAnswer, 'chunks' | 'discard'>,
	signals: Array<AbortSignal | undefined>,
	firstMs = stallLimitMs,
): AsyncGenerator<Uint8Array> {
	const state: { waitingSinceMs?: number; limitMs: number; stalled: boolean; done: boolean } = {
		waitingSinceMs: Date.now(),
		limitMs: firstMs,
		stalled: false,
		done: false,
	};
	const watch = () => {
		if (state.done) return;
		const leftMs = (state.waitingSinceMs ?? Date.now()) + state.limitMs - Date.now();
		if (leftMs > 0) {
			// The limit may have become a shorter one meanwhile.
			AbortSignal.timeout(Math.min(leftMs, stallLimitMs)).addEventListener('abort', watch, {
				once: true,
			});
			return;
		}
		state.stalled = true;
		answer.discard();
	};
	watch();
	let broken = false;
	try {
		for await (const chunk of answer.chunks) {
			delete state.waitingSinceMs;
			state.limitMs = stallLimitMs;
			yield chunk;
			state.waitingSinceMs = Date.now();
		}
	} catch {
		broken = true;
	} finally {
		state.done = true;
	}
	if (signals.some((signal) => signal?.aborted)) throw cancelledError();
	if (state.stalled) {
		const seconds = Math.round(state.limitMs / 1000);
		throw new SoraError('timeout', `The download stood still for ${seconds} seconds`, {
			advice: 'Run Download with this Video ID again.',
		});
	}
	if (broken) {
		throw new SoraError('serverUnreachable', 'The connection broke off while the file arrived', {
			advice: 'Try again; if it happens often, look at the network between n8n and the server.',
		});
	}
}
