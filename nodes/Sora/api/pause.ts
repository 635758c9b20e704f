import { cancelledError } from './errors';
import { timerMs } from './timer';

/**
 * Waits, but not a moment longer than until one of the signals fires. Nothing is left behind then:
 * n8n's `sleep` would keep its timer, and with it the memory and the process, until its end.
 *
 * @throws SoraError `cancelled` as soon as a signal fires
 */
export async function pause(ms: number, ...signals: Array<AbortSignal | undefined>): Promise<void> {
	// Not `AbortSignal.any([AbortSignal.timeout(ms), …])`: on Node 20.20 the composite of a timeout is
	// collected before it fires, though it has listeners (of 2,000 none ended).
	const end = AbortSignal.timeout(timerMs(ms));
	let wake: () => void = () => undefined;
	const ended = new Promise<void>((resolve) => {
		wake = resolve;
	});
	end.addEventListener('abort', wake);
	// A timeout to which nobody listens any more is collected.
	const forget = () => end.removeEventListener('abort', wake);
	await unlessStopped(async () => await ended, ...signals).finally(forget);
}

/**
 * Awaits something that does not listen to signals, but not a moment longer than until one fires.
 *
 * @param begin what to await; not begun where a signal has fired already
 * @throws SoraError `cancelled` as soon as a signal fires
 */
export async function unlessStopped(
	begin: () => Promise<unknown>,
	...signals: Array<AbortSignal | undefined>
): Promise<void> {
	// One signal of all, since each listener on a run's own signal would count for every waiting item.
	const anyOf = AbortSignal.any(signals.filter((signal) => signal !== undefined));
	const requireRunning = () => {
		if (anyOf.aborted) throw cancelledError();
	};
	requireRunning();
	let wake: () => void = () => undefined;
	const stopped = new Promise<void>((resolve) => {
		wake = resolve;
	});
	anyOf.addEventListener('abort', wake);
	await Promise.race([begin(), stopped]);
	// Node keeps a composite signal alive for as long as anyone listens to it.
	anyOf.removeEventListener('abort', wake);
	requireRunning();
}
