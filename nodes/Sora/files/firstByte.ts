import { SoraError } from '../api/errors';
import { steadyNowMs } from '../api/steadyClock';

/** A request that hangs does not lose the film; a server that never sends it does not hold the run. */
const mostWaits = 2;

/** Sends a request within the time that is left for it. */
export type AskWithin = <T>(request: (limitMs: number) => Promise<T>) => Promise<T>;

/**
 * Bounds how long the requests for one file may wait for their answers: each as long as its first
 * byte may take, all of them together, in all tries, places and resumptions, twice as long.
 *
 * @returns runs one request; throws SoraError `timeout` when the time of all is used up
 */
export function boundWaiting(firstByteMs: number): AskWithin {
	const mostMs = mostWaits * firstByteMs;
	let leftMs = mostMs;
	return async (request) => {
		if (leftMs <= 0) throw neverBegan(mostMs);
		const askedMs = steadyNowMs();
		try {
			return await request(Math.min(firstByteMs, leftMs));
		} finally {
			leftMs -= steadyNowMs() - askedMs;
		}
	};
}

function neverBegan(ms: number): SoraError {
	return new SoraError(
		'timeout',
		`The file did not begin to arrive within ${Math.round(ms / 1000)} seconds`,
		{
			mayPass: false,
			advice:
				'Run Download with this Video ID again later. Where the server is slow to begin, raise Options → Download Timeout (Seconds).',
		},
	);
}
