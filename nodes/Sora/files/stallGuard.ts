import { SoraError, cancelledError, toSoraError } from '../api/errors';
import type { StreamAnswer } from '../api/http';
import { steadyNowMs } from '../api/steadyClock';
import { timerMs } from '../api/timer';

/** A download ends when no byte has come for so long. Any working connection is faster. */
export const stallLimitMs = 60_000;

/** A server that lets a byte through now and then never stands still, and never ends either. */
const leastBytesPerSecond = 1_024;
const paceMs = 5 * 60_000;

/** How long the bytes of an answer are waited for. */
export interface ByteWait {
	/** Time for the first chunk, of which some servers send the headers long before. */
	firstMs?: number;
	/** Time for all of them, for what is small. */
	mostMs?: number;
}

/**
 * Passes the chunks of an answer on, and breaks off when none has come for a minute, or hardly any for
 * five. Time in which the reader itself is busy, as with a slow disk, counts for neither.
 *
 * @param signals those that stop the run
 * @throws SoraError `timeout` on a stall, with `mayPass: false` where asking for the rest would hardly
 * be faster, `cancelled`, or `serverUnreachable` when the connection breaks
 */
export async function* guardStalls(
	answer: Pick<StreamAnswer, 'chunks' | 'discard'>,
	signals: Array<AbortSignal | undefined>,
	{ firstMs = stallLimitMs, mostMs = Number.POSITIVE_INFINITY }: ByteWait = {},
): AsyncGenerator<Uint8Array> {
	const lastMs = steadyNowMs() + mostMs;
	const pace = openPace();
	let waitingSinceMs: number | undefined = steadyNowMs();
	let limitMs = firstMs;
	let problem: SoraError | undefined;
	let next: AbortSignal | undefined;
	const endBy = (error: SoraError) => {
		problem = error;
		answer.discard();
	};
	const watch = () => {
		const nowMs = steadyNowMs();
		const stallMs = (waitingSinceMs ?? nowMs) + limitMs;
		const leftMs = Math.min(stallMs, lastMs) - nowMs;
		if (leftMs <= 0) {
			endBy(nowMs >= lastMs ? tookTooLong(mostMs) : stoodStill(limitMs));
			return;
		}
		// The limit may have become a shorter one meanwhile.
		next = AbortSignal.timeout(timerMs(Math.min(leftMs, stallLimitMs)));
		next.addEventListener('abort', watch, { once: true });
	};
	watch();
	try {
		for await (const chunk of answer.chunks) {
			const waitedMs = steadyNowMs() - waitingSinceMs;
			waitingSinceMs = undefined;
			limitMs = stallLimitMs;
			if (pace.isTooSlow(waitedMs, chunk.length)) endBy(trickled());
			if (problem) break;
			yield chunk;
			waitingSinceMs = steadyNowMs();
		}
	} catch (error) {
		problem ??= brokeOff(error);
	} finally {
		next?.removeEventListener('abort', watch);
	}
	if (signals.some((signal) => signal?.aborted)) throw cancelledError();
	if (problem) throw problem;
}

/** Tells whether bytes come too slowly, judged every few minutes; what comes first does not count. */
function openPace() {
	let passedMs = 0;
	let bytes = 0;
	let hasBegun = false;
	return {
		isTooSlow: (waitedMs: number, length: number): boolean => {
			if (hasBegun) {
				passedMs += waitedMs;
				bytes += length;
			}
			hasBegun = true;
			if (passedMs < paceMs) return false;
			const isSlow = bytes < (leastBytesPerSecond * passedMs) / 1_000;
			passedMs = 0;
			bytes = 0;
			return isSlow;
		},
	};
}

const advice = 'Run Download with this Video ID again.';

function stoodStill(ms: number): SoraError {
	const seconds = Math.round(ms / 1000);
	return new SoraError('timeout', `The download stood still for ${seconds} seconds`, { advice });
}

function trickled(): SoraError {
	return new SoraError(
		'timeout',
		`The file came at less than ${leastBytesPerSecond / 1_024} KB per second for ${paceMs / 60_000} minutes`,
		{ mayPass: false, advice: `${advice} If it happens often, look at the server or its network.` },
	);
}

function tookTooLong(ms: number): SoraError {
	const seconds = Math.round(ms / 1000);
	return new SoraError('timeout', `The file did not arrive within ${seconds} seconds`, {
		mayPass: false,
		advice,
	});
}

/** What the client throws carries the request with its secret headers, so that nothing of it is kept. */
function brokeOff(thrown: unknown): SoraError {
	const error = toSoraError(thrown);
	if (error.kind === 'internal') return error;
	return new SoraError('serverUnreachable', 'The connection broke off while the file arrived', {
		advice: 'Try again; if it happens often, look at the network between n8n and the server.',
	});
}
