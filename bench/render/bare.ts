import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import execa from 'execa';
import { z } from 'zod';
import { nodeBinary } from '../../n8n/node-runtime';
import { repoFolder } from '../../n8n/paths';
import type { Stage } from '../../n8n/stage';
import type { BareJob } from './bare-client';
import { type BareTimes, type Batch, countLastRound } from './figures';

/** Two gigabytes take seconds; a hang must not stop the benchmark for ever. */
const limitMs = 5 * 60_000;
/** Enough for a steady median. */
const roundTrips = 21;

const timesSchema = z.object({ roundTripSeconds: z.number(), seconds: z.number() });

async function runClient(
	{ simulator, server }: Stage,
	job: Pick<BareJob, 'roundTrips' | 'videoIds' | 'parallel'>,
) {
	// Beside n8n's own files, so that both write to the same disk.
	const folder = await mkdtemp(path.join(server.userFolder, 'bare-'));
	const { baseUrl, apiKey } = simulator;
	const told = JSON.stringify({ ...job, baseUrl, apiKey, folder } satisfies BareJob);
	const script = path.join(__dirname, 'bare-client.ts');
	try {
		const { stdout } = await execa(nodeBinary(), ['--import', 'tsx', script, told], {
			cwd: repoFolder,
			timeout: limitMs,
		});
		return timesSchema.parse(JSON.parse(stdout));
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** The delays that no client could avoid in a batch whose videos the simulator holds. */
export async function measureBare(
	stage: Stage,
	batch: Batch,
	videoIds: string[],
): Promise<BareTimes> {
	const { parallel } = batch;
	const last = videoIds.slice(-countLastRound(batch));
	const { roundTripSeconds, seconds } = await runClient(stage, {
		roundTrips,
		videoIds: last,
		parallel,
	});
	return { roundTripSeconds, transferSeconds: seconds };
}

/** Seconds in which a bare client has the file of a video on the disk. */
export async function timeBareDownload(stage: Stage, videoId: string): Promise<number> {
	const job = { roundTrips: 0, videoIds: [videoId], parallel: 1 };
	return (await runClient(stage, job)).seconds;
}
