import type { Server } from './server';
import { timerMs } from './timer';

/** A server whose requests outlive Stop for a while. */
export interface LastingServer {
	server: Server;
	/** Ends what waits for Stop, once there is nothing more to send. */
	release: () => void;
}

/** The server for what has to be done although the execution may be stopped, within so long after Stop. */
export function lastAfterStop(server: Server, graceMs: number): LastingServer {
	const end = new AbortController();
	const onStop = () =>
		AbortSignal.timeout(timerMs(graceMs)).addEventListener('abort', () => end.abort(), {
			once: true,
		});
	// A signal of its own, since each listener on the run's would count for every item.
	const stopped = AbortSignal.any(server.cancelSignal ? [server.cancelSignal] : []);
	if (stopped.aborted) onStop();
	stopped.addEventListener('abort', onStop);
	return {
		server: { ...server, cancelSignal: end.signal },
		release: () => stopped.removeEventListener('abort', onStop),
	};
}
