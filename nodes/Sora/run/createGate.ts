import { SoraError, toSoraError } from '../api/errors';
import { pause } from '../api/pause';
import { createRetryDelayMs } from '../api/retryPolicy';
import type { Slot, Slots } from './slots';

/** Through which all creates of a run go, so that a server that is full is not asked by each item. */
export interface CreateGate {
	/**
	 * Sends a create, and sends it again after a refusal by 429. Meanwhile no item of the run
	 * creates anything, and half of the slots are closed; each create that is taken opens one again.
	 * A server that takes none in all tries of the run is asked by none of its items any more.
	 *
	 * @throws SoraError of the last try; `cancelled` when the run ends while the gate is closed
	 */
	send<T>(slot: Slot, create: () => Promise<T>): Promise<T>;
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
	const untilOpen = async () => {
		for (let leftMs = 0; (leftMs = closedUntilMs - Date.now()) > 0;) {
			await pause(leftMs, ...signals);
		}
		if (final) throw final;
	};
	const noteRefusal = (refusal: SoraError, sentMs: number) => {
		const nowMs = Date.now();
		// Creates sent before the gate closed are refused by the same word of the server.
		if (sentMs >= closedAtMs) {
			slots.halve();
			refusals++;
			closedAtMs = nowMs;
		}
		const delayMs = createRetryDelayMs(refusal, refusals, Math.random());
		if (delayMs === undefined) {
			final = refusal;
			throw refusal;
		}
		closedUntilMs = Math.max(closedUntilMs, nowMs + delayMs);
	};
	return {
		async send(slot, create) {
			for (;;) {
				await untilOpen();
				const sentMs = Date.now();
				const answer = await create().catch(toSoraError);
				if (!(answer instanceof SoraError)) {
					refusals = 0;
					slots.grow();
					return answer;
				}
				if (answer.kind !== 'rateLimit') throw answer;
				noteRefusal(answer, sentMs);
				await slot.retake();
			}
		},
	};
}
