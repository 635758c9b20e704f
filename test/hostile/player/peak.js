'use strict';

// Plain JavaScript, since a thread does not inherit how its process loads TypeScript.
const { workerData } = require('node:worker_threads');

/**
 * Runs in a thread of its own, since the thread it watches may stand still: notes the most memory the
 * process has had, in MiB, and ends a process that grows without end before the machine suffers.
 *
 * @type {{ shared: SharedArrayBuffer, mostMb: number }}
 */
const { shared, mostMb } = workerData;
const peak = new Uint32Array(shared);

setInterval(() => {
	const mb = Math.round(process.memoryUsage.rss() / 1024 / 1024);
	if (mb > Atomics.load(peak, 0)) Atomics.store(peak, 0, mb);
	if (mb > mostMb) process.kill(process.pid, 'SIGKILL');
}, 3);
