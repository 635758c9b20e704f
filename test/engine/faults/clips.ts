import type { INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';

import { syntheticVideo, type Video } from '../../../simulator';
import type { Engine } from '../../support/engine';

/** Enough for a file to be cut, trickled and resumed. */
export const clipBytes = 60_000;

const pairedSchema = z.object({ item: z.number() });

/** The input item an output item came from. */
export function itemOf({ pairedItem }: INodeExecutionData): number {
	return pairedSchema.parse(pairedItem).item;
}

/**
 * The ids of the clips that arrived whole, each with an item that asked for it.
 *
 * @param mayShare whether one render may serve several items
 */
export async function intactClips(
	engine: Engine,
	items: INodeExecutionData[],
	videos: readonly Video[],
	prompts: readonly string[],
	mayShare: boolean,
): Promise<string[]> {
	const intact: string[] = [];
	for (const item of items) {
		const video = videos.find(({ id }) => id === item.json.id);
		const file = item.binary?.data;
		if (!video || !file || !isFor(video, prompts[itemOf(item)])) continue;
		if (intact.includes(video.id) && !mayShare) continue;
		const arrived = await engine.readBinary(file);
		if (arrived.equals(await fileOf(video))) intact.push(video.id);
	}
	return intact;
}

/** A form carries every line end as CRLF, and the node trims. */
function isFor(video: Video, prompt = ''): boolean {
	return video.prompt.replaceAll('\r\n', '\n').trim() === prompt.trim();
}

/** The file as the server has it, whatever it does to those who ask for it. */
async function fileOf(video: Video): Promise<Buffer> {
	const chunks: Buffer[] = [];
	const { read } = syntheticVideo(clipBytes, video);
	for await (const chunk of read(0, clipBytes - 1)) chunks.push(chunk);
	return Buffer.concat(chunks);
}
