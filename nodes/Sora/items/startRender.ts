import { createRender, type CreateRequest } from '../api/create';
import { withKnown, type KnownFacts, type Video } from '../api/video';
import type { NodeRun } from './run';

/**
 * Starts a render and notes its id at once, so that no later failure can lose it.
 *
 * @param known what was asked for, shown where the server does not repeat it
 * @throws SoraError
 */
export async function startRender(
	run: NodeRun,
	itemIndex: number,
	request: Omit<CreateRequest, 'stop'>,
	known: KnownFacts,
): Promise<Video> {
	const video = await createRender(run.server, { ...request, stop: run.stop }, run.encodings);
	run.created.record(itemIndex, video.id);
	return withKnown(video, known);
}
