import type { IDataObject } from 'n8n-workflow';

import { atMost } from '../api/atMost';
import { toSoraError } from '../api/errors';
import type { Server } from '../api/server';
import { deleteVideo } from '../services/videos';
import type { Claims } from '../memory/claims';
import type { StaticMemory } from '../memory/laterExecutions';
import type { RunMemory } from '../memory/runMemory';

/**
 * Videos to delete at the server once the run is over: until then a retry may need them, since n8n
 * drops the files of a try that failed, and items may share one.
 */
export interface Deletions {
	/**
	 * @param json of the item that is to tell whether the video was deleted
	 * @param isMade whether this execution has made the video: what others have made they delete
	 */
	plan(videoId: string, json: IDataObject, isMade: boolean): void;
	/** Deletes what was planned. The clips are in n8n, so a failure here is said and is none. */
	run(server: Server, memory: Pick<RunMemory, 'later' | 'claims'>): Promise<void>;
}

interface Planned {
	items: IDataObject[];
	isMade: boolean;
}

const atOnce = 10;

/** Nothing planned. */
export function noDeletions(): Deletions {
	const planned = new Map<string, Planned>();
	return {
		plan: (videoId, json, isMade) => {
			const before = planned.get(videoId) ?? { items: [], isMade: false };
			planned.set(videoId, {
				items: [...before.items, json],
				isMade: before.isMade || isMade,
			});
		},
		run: async (server, { later, claims }) => {
			const limit = atMost(atOnce);
			const deleting = [...planned].map(async ([videoId, { items, isMade }]) => {
				const kept = reasonToKeep(videoId, isMade, claims);
				const told = kept ?? (await limit(async () => await deleteOne(server, later, videoId)));
				for (const json of items) Object.assign(json, told);
			});
			await Promise.all(deleting);
		},
	};
}

function reasonToKeep(videoId: string, isMade: boolean, claims: Claims): IDataObject | undefined {
	if (isMade && !claims.isUsedByOthers(videoId)) return undefined;
	const deleteProblem = isMade
		? 'Another execution is using the video'
		: 'The video was not made by this execution';
	return { deletedFromServer: false, deleteProblem };
}

async function deleteOne(
	server: Server,
	later: StaticMemory,
	videoId: string,
): Promise<IDataObject> {
	// Nobody must begin to reuse it while it is being deleted.
	const rememberAgain = later.forgetRender(videoId);
	const result = await deleteVideo(server, videoId).catch(toSoraError);
	if (result === true) return { deletedFromServer: true };
	rememberAgain();
	return result === false
		? { deletedFromServer: false }
		: { deletedFromServer: false, deleteProblem: result.message };
}
