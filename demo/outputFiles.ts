import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

import type { INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';

import type { Engine } from '../test/support/engine';

/** A file that the workflow has brought, saved. */
export interface SavedFile {
	path: string;
	/** What the render took, for the video itself. */
	renderSeconds: number | undefined;
}

const renderTime = z.object({ renderSeconds: z.number() });

/** Empties the folder of an earlier demo. */
export async function clearFolder(folder: string): Promise<void> {
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
}

/** Saves every binary of the items under the name that the node gave it. */
export async function saveFiles(
	engine: Pick<Engine, 'openBinary'>,
	items: INodeExecutionData[],
	folder: string,
): Promise<SavedFile[]> {
	const saved: SavedFile[] = [];
	for (const { json, binary = {} } of items) {
		for (const file of Object.values(binary)) {
			// The name holds an id of the server's making, so nothing of it may lead elsewhere.
			const name = path.basename(file.fileName ?? `file-${saved.length + 1}`);
			const target = path.join(folder, name);
			await pipeline(await engine.openBinary(file), createWriteStream(target));
			const isVideo = file.mimeType.startsWith('video/');
			const { renderSeconds } = renderTime.safeParse(json).data ?? {};
			saved.push({ path: target, renderSeconds: isVideo ? renderSeconds : undefined });
		}
	}
	return saved;
}
