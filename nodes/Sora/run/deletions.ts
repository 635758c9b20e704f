import type { IDataObject } from 'n8n-workflow';

import { atMost } from '../api/atMost';
import { toSoraError } from '../api/errors';
import type { Server } from '../api/server';
import { deleteVideo } from '../api/videos';
import type { StaticMemory } from '../memory/laterExecutions';

/**
 * Videos to delete at the server once the run is over: until then a retry may need them, since n8n
 * drops the files of a try that failed, and items may share one.
 */
export interface Deletions {
	/** @param json of the item that is to tell whether the video was deleted */
	plan(videoId: string, json: IDataObject): void;
	/** Deletes what was planned. The clips are in n8n, so a failure here is said and is none. */
	run(server: Server, memory: StaticMemory): Promise<void>;
}

const atOnce = 10;

/** Nothing planned. */
export function noDeletions(): Deletions {
	const planned = new Map<string, IDataObject[]>();
	return {
		plan: (videoId, json) => {
			planned.set(videoId, [...(planned.get(videoId) ?? []), json]);
		},
		run: async (server, memory) => {
			const limit = atMost(atOnce);
			const deleting = [...planned].map(async ([videoId, items]) => {
				await limit(async () => {
					const result = await deleteVideo(server, videoId).catch(toSoraError);
					if (result === true) memory.forgetRender(videoId);
					const told: IDataObject =
						typeof result === 'boolean'
							? { deletedFromServer: result }
							: { deletedFromServer: false, deleteProblem: result.message };
					for (const json of items) Object.assign(json, told);
				});
			});
			await Promise.all(deleting);
		},
	};
}
