import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Stage } from '../stage';
import { waitFor } from './wait';

const videoSchema = z.object({ id: z.string(), prompt: z.string(), status: z.string() });
const pageSchema = z.object({ data: z.array(videoSchema) });

const renderLimitMs = 60_000;

/** A video as the simulator shows it. */
export type ServerVideo = z.infer<typeof videoSchema>;

export function sha256(bytes: Buffer): string {
	return createHash('sha256').update(bytes).digest('hex');
}

/** Asks the simulator itself, past n8n; a `body` is posted as JSON. */
export async function askSimulator(
	{ simulator }: Stage,
	path: string,
	body?: object,
): Promise<Response> {
	const authorization = `Bearer ${simulator.apiKey}`;
	const response = await fetch(`${simulator.baseUrl}${path}`, {
		...(body === undefined
			? { headers: { authorization } }
			: {
					method: 'POST',
					headers: { authorization, 'content-type': 'application/json' },
					body: JSON.stringify(body),
				}),
		signal: AbortSignal.timeout(60_000),
	});
	if (!response.ok) {
		const text = await response.text();
		throw new Error(`The simulator answered ${response.status} to ${path}: ${text}`);
	}
	return response;
}

/** The hash of a file as the simulator serves it. */
export async function hashAtSimulator(stage: Stage, id: string, variant: string): Promise<string> {
	const path = `/videos/${encodeURIComponent(id)}/content?variant=${variant}`;
	const response = await askSimulator(stage, path);
	return sha256(Buffer.from(await response.arrayBuffer()));
}

/** Every video whose prompt contains `text`, newest first: what was rendered, and so paid for. */
export async function listRendered(stage: Stage, text: string): Promise<ServerVideo[]> {
	const response = await askSimulator(stage, '/videos?limit=100&order=desc');
	const { data } = pageSchema.parse(await response.json());
	return data.filter(({ prompt }) => prompt.includes(text));
}

/** Waits until the simulator has a video that is wanted and has one of these statuses. */
export async function waitForVideo(
	stage: Stage,
	wanted: (video: ServerVideo) => boolean,
	statuses: string[],
): Promise<ServerVideo> {
	return await waitFor(`video ${statuses.join(' or ')}`, renderLimitMs, async () => {
		const candidates = (await listRendered(stage, '')).filter(wanted);
		return candidates.find(({ status }) => statuses.includes(status));
	});
}

/** Starts a render without n8n. */
export async function startAtSimulator(stage: Stage, prompt: string): Promise<ServerVideo> {
	const body = { prompt, seconds: '4', size: '1280x720' };
	const response = await askSimulator(stage, '/videos', body);
	return videoSchema.parse(await response.json());
}

/** A finished render, made without n8n. */
export async function renderAtSimulator(stage: Stage, prompt: string): Promise<ServerVideo> {
	const { id } = await startAtSimulator(stage, prompt);
	return await waitForVideo(stage, (video) => video.id === id, ['completed']);
}
