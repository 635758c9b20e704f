import type { IExecuteFunctions } from 'n8n-workflow';

import { openClaims, type Claims } from './claims';
import { noCreatedVideos, type CreatedVideos } from './createdVideos';
import { openStaticMemory, type StaticMemory } from './laterExecutions';
import { openNotes, type ExecutionNotes } from './thisExecution';

/** What a run knows of its renders, and who else has to know it. */
export interface RunMemory {
	/** For an error of this run. */
	readonly created: CreatedVideos;
	/** For the next try, and for a retry of this execution. */
	readonly execution: ExecutionNotes;
	/** For executions at the same time. */
	readonly claims: Claims;
	/** For executions to come. */
	readonly later: StaticMemory;
}

/** The memory of a run at its beginning. */
export function openMemory(context: IExecuteFunctions, baseUrl: string): RunMemory {
	const execution = openNotes(context);
	const claims = openClaims(baseUrl);
	// Those of an earlier try are taken: no search for a lost render may meet them.
	for (const videoId of execution.videoIds()) claims.use(videoId);
	return { created: noCreatedVideos(), execution, claims, later: openStaticMemory(context) };
}
