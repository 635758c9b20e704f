import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyRequest } from 'fastify';
import { bodyOf, listen, type StandIn } from './listen';

/** A request as it arrived. */
export interface ReceivedCall {
	method: string;
	path: string;
	headers: FastifyRequest['headers'];
	body: Buffer;
}

/** Plays a CMS, a chat or a social network: takes every request, and keeps it. */
export interface Receiver extends StandIn {
	/** Oldest first. */
	calls: readonly ReceivedCall[];
	/**
	 * Waits for the first call that is wanted.
	 * @throws when none has come after `limitMs`.
	 */
	waitForCall: (wanted: (call: ReceivedCall) => boolean, limitMs: number) => Promise<ReceivedCall>;
}

const lookEveryMs = 100;

/** Starts a service that answers everything with 200 and a little JSON. */
export async function startReceiver(): Promise<Receiver> {
	const calls: ReceivedCall[] = [];
	const standIn = await listen((server) => {
		server.all('/*', async (request) => {
			const { method, url, headers } = request;
			calls.push({ method, path: url, headers, body: bodyOf(request) });
			return { ok: true, id: String(calls.length) };
		});
	});
	const waitForCall: Receiver['waitForCall'] = async (wanted, limitMs) => {
		const deadlineMs = Date.now() + limitMs;
		while (Date.now() < deadlineMs) {
			const found = calls.find(wanted);
			if (found !== undefined) return found;
			await pause(lookEveryMs);
		}
		const seen = calls.map(({ method, path }) => `${method} ${path}`).join(', ');
		throw new Error(`No such call within ${limitMs / 1000} s; there were: ${seen || 'none'}`);
	};
	return { ...standIn, calls, waitForCall };
}
