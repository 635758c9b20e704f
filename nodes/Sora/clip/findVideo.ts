import { SoraError, toSoraError } from '../api/errors';
import { pause } from '../api/pause';
import type { Video } from '../services/video';
import { getVideo } from '../services/videos';
import type { NodeRun } from '../run/nodeRun';

/** Pauses between looks: for so long a replica of the server may not know a fresh id. */
const pausesMs = [1_000, 2_000, 4_000, 8_000, 15_000];

/**
 * A video of which only the id is known; undefined when there is none, or the server shows none.
 *
 * @param isFresh it may have been created a moment ago, so that a 404 is not believed at once
 * @throws SoraError
 */
export async function findVideo(
	run: NodeRun,
	id: string | undefined,
	isFresh: boolean,
): Promise<Video | undefined> {
	if (id === undefined) return undefined;
	for (const pauseMs of [0, ...(isFresh ? pausesMs : [])]) {
		if (pauseMs > 0) await pause(pauseMs, run.server.cancelSignal, run.stop);
		const look = await getVideo(run.server, id).catch(toSoraError);
		if (!(look instanceof SoraError)) return look.video;
		// A server that shows no videos at all (Dynamo) has handed this one's file out long ago.
		if (look.details.status === 405) return undefined;
		if (look.kind !== 'notFound') throw look;
	}
	return undefined;
}
