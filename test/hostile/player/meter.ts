import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';

import { z } from 'zod';

/** What a run has cost this process. */
export interface Cost {
	/** The longest time in which nothing else could run. */
	worstBlockMs: number;
	/** How far the process had grown at its largest, in MiB. */
	grownMb: number;
	/** What it still holds of it afterwards, the garbage collected. */
	keptMb: number;
}

export interface Meter {
	begin(): Promise<void>;
	end(): Promise<Cost>;
}

/** Timer steps by which a standing event loop is noticed. */
const stepMs = 5;
const mib = 1024 * 1024;

setFlagsFromString('--expose-gc');
const collectGarbage = z.function().parse(runInNewContext('gc'));

/** @param mostMb memory at which the process ends itself */
export function openMeter(mostMb: number): Meter {
	const shared = new SharedArrayBuffer(4);
	const cell = new Uint32Array(shared);
	new Worker(path.join(__dirname, 'peak.js'), { workerData: { shared, mostMb } }).unref();
	const delay = monitorEventLoopDelay({ resolution: stepMs });
	let before = held();
	let beforeMb = 0;
	return {
		begin: async () => {
			collectGarbage();
			before = held();
			beforeMb = Math.round(process.memoryUsage.rss() / mib);
			Atomics.store(cell, 0, beforeMb);
			delay.enable();
			delay.reset();
			// The first step measures nothing: a loop that stood from the beginning would not be noticed.
			await sleep(4 * stepMs);
		},
		end: async () => {
			// A loop that stood until now is noticed at the next step only.
			await sleep(4 * stepMs);
			delay.disable();
			const grownMb = Atomics.load(cell, 0) - beforeMb;
			collectGarbage();
			return {
				worstBlockMs: Math.max(Math.round(delay.max / 1e6) - stepMs, 0),
				grownMb,
				keptMb: Math.round((held() - before) / mib),
			};
		},
	};
}

function held(): number {
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}
