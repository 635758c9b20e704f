import { downloadFile } from '../../nodes/Sora/files/download';
import type { ClipRequest, Picture } from '../../nodes/Sora/services/clipRequest';
import { chargedUsd } from '../../nodes/Sora/services/charged';
import { createRender } from '../../nodes/Sora/services/create';
import { listModels, offerOf } from '../../nodes/Sora/services/models';
import { openServer } from '../../nodes/Sora/services/openServer';
import { serviceOf } from '../../nodes/Sora/services/services';
import { settle } from '../../nodes/Sora/services/settle';
import { getVideo } from '../../nodes/Sora/services/videos';
import { type LoggedRequest, startSimulator } from '../../simulator';
import { fakeExecute } from '../support/fakeContext';
import { type Clip, type ClipImage, clipsOf, type Service } from './clips';
import { readable, requestsAbout, type RecordedRequest } from './recordings';

/** What the node sent for a clip, and what it made of the answers. */
export interface NodeRun {
	/** Create, status while it renders, status when it is done, and the file if it is here. */
	requests: RecordedRequest[];
	/** The same as they came, for what the readable form leaves out. */
	logged: LoggedRequest[];
	/** Requests for the file at the other origin. */
	fileRequests: RecordedRequest[];
	statusBefore: string;
	statusAfter: string;
	costUsd: number | null;
	/** Bytes 4 to 8 of the file: `ftyp` for an MP4. */
	fileKind: string;
}

/** The credential's Service for each dialect. */
export const credentialServices: Record<Service, string> = {
	openai: 'openAi',
	openrouter: 'openRouter',
	gemini: 'gemini',
	xai: 'xai',
	together: 'together',
};

/** What the node did at a service. */
export interface NodeRuns {
	clips: Map<string, NodeRun>;
	/** The ids of the models it would offer. */
	models: string[];
}

const runs = new Map<Service, Promise<NodeRuns>>();

/** The clips of a service as the node makes them, each once per test file. */
export async function nodeRuns(service: Service): Promise<NodeRuns> {
	const run = runs.get(service) ?? record(service);
	runs.set(service, run);
	return await run;
}

async function record(service: Service): Promise<NodeRuns> {
	const simulator = await startSimulator({ dialect: service, media: 'tiny', renderMs: Infinity });
	try {
		const { baseUrl, apiKey } = simulator;
		const credential = { service: credentialServices[service], baseUrl, apiKey };
		const { context, stored } = fakeExecute({ credential });
		const server = await openServer(context);
		const clips = new Map<string, NodeRun>();
		for (const [name, clip] of Object.entries(clipsOf(service))) {
			const wish = wishFor(clip);
			const shape = settle(wish, serviceOf(server), await offerOf(server, clip.model));
			const request = { ...wish, aspectRatio: undefined, resolution: undefined, ...shape };
			const created = await createRender(server, request, `key of ${name}`, {});
			if (created.outcome !== 'made') throw created.error;
			const { id } = created.video;
			const before = await getVideo(server, id);
			simulator.finish(simulator.videos.at(-1)?.id ?? '');
			const { video } = await getVideo(server, id);
			const filesBefore = simulator.fileRequests.length;
			const wait = { firstByteMs: 30_000, serverNowMs: server.clock.nowMs() };
			await downloadFile(context, server, video, 'video', wait);
			const ids = simulator.videos.map((each) => each.id);
			const logged = requestsAbout(ids.at(-1), simulator.requests);
			clips.set(name, {
				requests: readable(logged, ids),
				logged,
				fileRequests: readable(simulator.fileRequests.slice(filesBefore), ids),
				statusBefore: before.video.status,
				statusAfter: video.status,
				costUsd: chargedUsd(video.raw),
				fileKind: stored.at(-1)?.content.toString('latin1', 4, 8) ?? '',
			});
		}
		return { clips, models: (await listModels(server)).map(({ id }) => id) };
	} finally {
		await simulator.close();
	}
}

/** A clip in the words of the form. */
function wishFor(clip: Clip): ClipRequest {
	return {
		kind: 'create',
		prompt: clip.prompt,
		model: clip.model,
		seconds: String(clip.seconds),
		aspectRatio: clip.ratio,
		resolution: clip.resolution,
		firstFrame: clip.firstFrame && picture(clip.firstFrame),
		lastFrame: clip.lastFrame && picture(clip.lastFrame),
		referenceImages: clip.references?.map(picture),
		seed: clip.seed,
		negativePrompt: clip.negativePrompt,
		audio: clip.audio,
		extra: [],
		sendAs: 'automatic',
		limitMs: 60_000,
	};
}

function picture({ mimeType, base64 }: ClipImage): Picture {
	const bytes = Buffer.from(base64, 'base64');
	return { upload: { bytes, fileName: 'frame.png', mimeType } };
}
