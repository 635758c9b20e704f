import type { SoraError } from '../api/errors';
import { pause } from '../api/pause';
import { createRetryDelayMs } from '../api/retryPolicy';
import { steadyNowMs } from '../api/steadyClock';
import type { Slots } from './slots';

/** Through which all creates of a run go, so that a server that is full is not asked by each item. */
export interface CreateGate {
	/**
	 * Waits until creates may be sent.
	 *
	 * @throws SoraError `cancelled` when the run ends meanwhile; the last refusal of a server that has
	 * taken none in all tries of the run, and is asked by none of its items any more
	 */
	untilOpen(): Promise<void>;
	/**
	 * Notes a refusal by 429: for a while no item of the run creates anything, and half of the slots
	 * are closed.
	 *
	 * @param sentMs when the refused create was sent, by the steady clock
	 */
	noteRefusal(refusal: SoraError, sentMs: number): void;
	/** Notes a create that was taken, which opens one slot again. */
	noteTaken(): void;
}

/** @param signals end all waiting at the gate */
export function openCreateGate(
	slots: Slots,
	...signals: Array<AbortSignal | undefined>
): CreateGate {
	let closedAtMs = Number.NEGATIVE_INFINITY;
	let closedUntilMs = Number.NEGATIVE_INFINITY;
	/** Refusals since the last create that was taken; those of one burst count once. */
	let refusals = 0;
	let final: SoraError | undefined;
	return {
		async untilOpen() {
			for (let leftMs = 0; (leftMs = closedUntilMs - steadyNowMs()) > 0;) {
				await pause(leftMs, ...signals);
			}
			if (final) throw final;
		},
		noteRefusal(refusal, sentMs) {
			const nowMs = steadyNowMs();
			// Creates sent before the gate closed are refused by the same word of the server.
			if (sentMs >= closedAtMs) {
				slots.halve();
				refusals++;
				closedAtMs = nowMs;
			}
			const delayMs = createRetryDelayMs(refusal, refusals, Math.random());
			if (delayMs === undefined) final = refusal;
			else closedUntilMs = Math.max(closedUntilMs, nowMs + delayMs);
		},
		noteTaken() {
			refusals = 0;
			slots.grow();
		},
	};
}
