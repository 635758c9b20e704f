import { createRender, type CreateResult, type EncodingMemory } from '../services/create';
import type { ClipRequest } from '../services/clipRequest';
import { cancelledError, SoraError, toSoraError } from '../api/errors';
import { unlessStopped } from '../api/pause';
import type { Server } from '../api/server';
import { steadyNowMs } from '../api/steadyClock';
import { openCreateGate } from './createGate';
import type { Slot, Slots } from './slots';

/** Sends the creates of a run, and keeps searches for lost ones out of their way. */
export interface Creates {
	/**
	 * Sends a create, once the server takes any and no search of this key is under way, and sends it
	 * again after a refusal by 429.
	 *
	 * @param key creates and searches of one key never meet, in whichever execution of this process
	 * @param idempotencyKey the same for every repeat of one paid start
	 * @param server the one whose requests outlive the Stop button, where an answer is needed even then
	 */
	send(
		slot: Slot,
		key: string,
		request: ClipRequest,
		idempotencyKey: string,
		server: Server,
	): Promise<CreateResult>;
	/**
	 * Searches for a render whose create was lost, once all creates of this key have been answered: it
	 * may only meet videos whose owners are known.
	 *
	 * @throws SoraError `cancelled`, and what the search throws
	 */
	search<T>(key: string, find: () => Promise<T>): Promise<T>;
	/** Whether a create or a search of this key is under way, in whichever execution of this process. */
	isUnderWay(key: string): boolean;
}

/** What is under way in this process, by server and key: executions side by side must not meet either. */
const creating = new Map<string, Set<Promise<unknown>>>();
const searching = new Map<string, Set<Promise<unknown>>>();

/** Nothing sent yet. */
export function openCreates(server: Server, slots: Slots, stop: AbortSignal): Creates {
	const { baseUrl, cancelSignal } = server;
	const signals = [cancelSignal, stop];
	const gate = openCreateGate(slots, ...signals);
	const encodings: EncodingMemory = {};

	/** @throws SoraError why nothing may be sent any more */
	const untilFree = async (key: string) => {
		await gate.untilOpen();
		await untilNone(searching, key, signals);
		// Whoever waited for a turn may have missed that there is none any more.
		if (signals.some((signal) => signal?.aborted)) throw cancelledError();
	};

	return {
		async send(slot, key, request, idempotencyKey, sender) {
			const place = `${baseUrl} ${key}`;
			for (;;) {
				const blocked = await untilFree(place).catch(toSoraError);
				if (blocked instanceof SoraError) return { outcome: 'refused', error: blocked };
				const sentMs = steadyNowMs();
				const result = await underWay(
					creating,
					place,
					createRender(sender, request, idempotencyKey, encodings),
				);
				if (result.outcome === 'made') gate.noteTaken();
				if (result.outcome !== 'refused' || result.error.kind !== 'rateLimit') return result;
				gate.noteRefusal(result.error, sentMs);
				await slot.retake();
			}
		},
		async search(key, find) {
			const place = `${baseUrl} ${key}`;
			await untilNone(creating, place, signals);
			return await underWay(searching, place, find());
		},
		isUnderWay: (key) => {
			const place = `${baseUrl} ${key}`;
			return creating.has(place) || searching.has(place);
		},
	};
}

async function untilNone(
	all: ReadonlyMap<string, ReadonlySet<Promise<unknown>>>,
	place: string,
	signals: Array<AbortSignal | undefined>,
): Promise<void> {
	for (let others = all.get(place); others; others = all.get(place)) {
		const ended = Promise.allSettled(others);
		await unlessStopped(async () => await ended, ...signals);
	}
}

async function underWay<T>(
	all: Map<string, Set<Promise<unknown>>>,
	place: string,
	work: Promise<T>,
): Promise<T> {
	const others = all.get(place) ?? new Set();
	all.set(place, others.add(work));
	return await work.finally(() => {
		others.delete(work);
		if (others.size === 0) all.delete(place);
	});
}
