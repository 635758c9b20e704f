import { toSoraError } from '../api/errors';
import { lastAfterStop } from '../api/lastAfterStop';
import type { Server } from '../api/server';
import { deleteVideo, listVideos } from '../services/videos';
import type { LostCreate } from '../memory/thisExecution';
import type { NodeRun } from '../run/nodeRun';
import { isSince, sinceMsOf } from './lostRender';
import { mayBeFor, normalPrompt } from './sameness';

/** So long after Stop a create may still be answered: only the answer tells for certain what was made. */
export const answerAfterStopMs = 500;
/** With it Stop takes less than a second. */
const lookAfterStopMs = 450;
/** Where nothing was waited for before. */
const deleteAfterStopMs = 900;

/** Deletes an unfinished render; the execution is over, and with it everyone who could be told that this failed. */
export async function deleteStoppedRender(run: NodeRun, videoId: string): Promise<void> {
	const { server, release } = lastAfterStop(run.server, deleteAfterStopMs);
	await deleteVideo(server, videoId).catch(toSoraError).finally(release);
}

/**
 * Deletes the render of a create that Stop has broken off, if it is certain which one it is: its id was
 * in the answer as far as that came, or the server's list shows one that fits, and no more.
 *
 * @param videoId as far as the answer has shown it
 * @returns whether it was deleted; all that fails here is nobody's to hear, since the execution is over
 */
export async function deleteStoppedCreate(
	run: NodeRun,
	lost: LostCreate,
	videoId: string | undefined,
): Promise<boolean> {
	const { server, release } = lastAfterStop(run.server, lookAfterStopMs);
	const deleted = async () => {
		const id = videoId ?? (await onlyFit(run, server, lost));
		return id !== undefined && (await deleteVideo(server, id));
	};
	return (await deleted().catch(toSoraError).finally(release)) === true;
}

/** The newest video that was made since, for an equal request, by nobody else who is known. */
async function onlyFit(
	{ creates, memory }: NodeRun,
	server: Server,
	{ asked, sentMs }: LostCreate,
): Promise<string | undefined> {
	const { entries } = await listVideos(server, { limit: 100, order: 'desc' }, { retry: false });
	const sinceMs = sinceMsOf(server, sentMs);
	const fits = entries
		.filter((entry) => isSince(entry, sinceMs))
		.flatMap((entry) => entry.read() ?? [])
		.filter((video) => normalPrompt(video.prompt) !== '' && mayBeFor(video, asked) === true);
	const [only, ...others] = fits.filter(({ id }) => !memory.claims.isTaken(id));
	const isSure = only && others.length === 0 && !creates.isUnderWay(asked.promptHash);
	return isSure && memory.claims.claim(only.id) ? only.id : undefined;
}
