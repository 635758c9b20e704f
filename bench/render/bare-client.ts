import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { Agent, request, setGlobalDispatcher, stream } from 'undici';
import { z } from 'zod';
import { median } from './figures';

const bareJobSchema = z.object({
	baseUrl: z.string(),
	apiKey: z.string(),
	/** Creates to be timed, one after the other. */
	roundTrips: z.number(),
	/** Videos whose files are fetched, side by side. */
	videoIds: z.array(z.string()),
	parallel: z.number(),
	/** Where the files go. */
	folder: z.string(),
});

/** What the bare client is to do, as its only argument tells it. */
export type BareJob = z.infer<typeof bareJobSchema>;

/**
 * The fastest client there could be: undici, straight from the socket to the disk. It runs in a
 * process of its own, as n8n does, so that neither shares a core with the server.
 */
async function measure(job: BareJob): Promise<{ roundTripSeconds: number; seconds: number }> {
	setGlobalDispatcher(new Agent({ connections: job.parallel }));
	const tripSeconds: number[] = [];
	for (let trip = 0; trip < job.roundTrips; trip++) {
		const startedMs = performance.now();
		await create(job);
		tripSeconds.push((performance.now() - startedMs) / 1000);
	}
	const startedMs = performance.now();
	await Promise.all(job.videoIds.map(async (id) => await download(job, id)));
	return {
		roundTripSeconds: job.roundTrips === 0 ? 0 : median(tripSeconds),
		seconds: (performance.now() - startedMs) / 1000,
	};
}

function authorize({ apiKey }: BareJob): { authorization: string } {
	return { authorization: `Bearer ${apiKey}` };
}

async function create(job: BareJob): Promise<void> {
	const { body, statusCode } = await request(`${job.baseUrl}/videos`, {
		method: 'POST',
		headers: { ...authorize(job), 'content-type': 'application/json' },
		body: JSON.stringify({ prompt: 'one round trip', seconds: '4', size: '1280x720' }),
	});
	await body.dump();
	if (statusCode !== 200) throw new Error(`The create was answered with ${statusCode}.`);
}

async function download(job: BareJob, id: string): Promise<void> {
	const url = `${job.baseUrl}/videos/${encodeURIComponent(id)}/content`;
	const file = path.join(job.folder, `${id}.mp4`);
	await stream(url, { method: 'GET', headers: authorize(job) }, ({ statusCode }) => {
		if (statusCode !== 200) throw new Error(`The file was answered with ${statusCode}.`);
		return createWriteStream(file);
	});
}

measure(bareJobSchema.parse(JSON.parse(process.argv[2] ?? ''))).then(
	(times) => console.log(JSON.stringify(times)),
	(error: unknown) => {
		console.error(error);
		process.exitCode = 1;
	},
);
