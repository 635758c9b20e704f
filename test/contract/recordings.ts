import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { z } from 'zod';

import { type LoggedRequest, startSimulator, type Video } from '../../simulator';
import type { JsonObject } from '../../simulator/http/json';
import { type ClipName, clipsOf, type Service } from './clips';

/** A request with what belongs to the contract; ids are shown as `{id}`. */
export interface RecordedRequest {
	/** Method, path and query, such as `GET /v1/videos/{id}/content?index=0`. */
	line: string;
	/** Name of the header that carried the key, or null. */
	keyHeader: string | null;
	contentType: string | null;
	body: JsonObject;
	files: Array<{ name: string; type: string; sha256: string }>;
}

const outcome = z.object({
	doneBefore: z.boolean(),
	doneAfter: z.boolean(),
	costUsd: z.number().optional(),
	/** Bytes 4 to 8 of the file: `ftyp` for an MP4. */
	fileKind: z.string(),
});
const printed = z.object({
	results: z.record(outcome),
	models: z.array(z.record(z.unknown())).nullable(),
});

/** What a vendor's SDK sent for every clip of its service, and what it made of the answers. */
export interface SdkRun extends z.infer<typeof printed> {
	/** Per clip: create, status while it renders, status when it is done, and the file if it is here. */
	requests: ReadonlyMap<string, RecordedRequest[]>;
	/** Requests for files at the other origin. */
	fileRequests: RecordedRequest[];
	/** Per clip, what the simulator understood. */
	videos: ReadonlyMap<string, Video>;
}

const longestRunMs = 100_000;
const runs = new Map<Service, Promise<SdkRun>>();

/** The run of a service's SDK, made once per test file. Throws with what the SDK printed. */
export async function sdkRun(service: Service): Promise<SdkRun> {
	const run = runs.get(service) ?? record(service);
	runs.set(service, run);
	return await run;
}

/** The requests a vendor's SDK sends for a clip, to be compared with those of the node. */
export async function sdkRequests(service: Service, clip: ClipName): Promise<RecordedRequest[]> {
	const requests = (await sdkRun(service)).requests.get(clip);
	if (requests) return requests;
	throw new TypeError(`The clip "${clip}" is not made at ${service}.`);
}

/** The readable form of requests to a simulator; `ids` are those of its videos. */
export function readable(
	requests: readonly LoggedRequest[],
	ids: readonly string[],
): RecordedRequest[] {
	return requests.map((request) => {
		const query = new URLSearchParams(request.query).toString();
		const path = ids.reduce((masked, id) => masked.replace(id, '{id}'), request.path);
		return {
			line: `${request.method} ${path}${query === '' ? '' : `?${query}`}`,
			keyHeader: keyHeaders.find((name) => request.headers[name] !== undefined) ?? null,
			contentType: request.contentType,
			body: request.body,
			files: request.files.map(({ name, type, sha256 }) => ({ name, type, sha256 })),
		};
	});
}

const keyHeaders = ['authorization', 'x-goog-api-key', 'api-key'];

async function record(service: Service): Promise<SdkRun> {
	const clips = clipsOf(service);
	const simulator = await startSimulator({ dialect: service, media: 'tiny', renderMs: Infinity });
	try {
		const { baseUrl, apiKey } = simulator;
		const order = JSON.stringify({ service, baseUrl, apiKey, clips });
		const { stdout } = await promisify(execFile)(
			process.execPath,
			[join(__dirname, 'sdk', 'run.mjs'), order],
			// Without the environment, in which an SDK would look for keys and addresses.
			{ timeout: longestRunMs, env: {}, maxBuffer: 16 * 1024 * 1024 },
		);
		const { videos } = simulator;
		const ids = videos.map(({ id }) => id);
		return {
			...printed.parse(JSON.parse(stdout)),
			requests: new Map(
				Object.keys(clips).map((name, index) => [
					name,
					readable(requestsAbout(ids[index], simulator.requests), ids),
				]),
			),
			fileRequests: readable(simulator.fileRequests, ids),
			videos: byClip(Object.keys(clips), videos),
		};
	} finally {
		await simulator.close();
	}
}

/** Of a log the requests about one video: its create, the polls, and the file if it is here. */
export function requestsAbout(
	id: string | undefined,
	log: readonly LoggedRequest[],
): LoggedRequest[] {
	return log.filter((request) => id !== undefined && request.videoId?.startsWith(id) === true);
}

function byClip(names: string[], videos: readonly Video[]): Map<string, Video> {
	return new Map(
		names.flatMap((name, index) => {
			const video = videos[index];
			return video ? [[name, video] as const] : [];
		}),
	);
}
