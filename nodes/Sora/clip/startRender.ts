import { randomUUID } from 'node:crypto';

import { SoraError, toSoraError } from '../api/errors';
import { withKnown, type Video } from '../services/video';
import { lastAfterStop } from '../api/lastAfterStop';
import type { LostCreate } from '../memory/thisExecution';
import type { NodeRun, Turn } from '../run/nodeRun';
import { answerAfterStopMs, deleteStoppedCreate } from './afterStop';
import { findVideo } from './findVideo';
import { findLostRender, lostRenderError, type NotFound } from './lostRender';
import type { RenderOptions, RenderOrder, Started } from './renderOrder';
import { askedFor } from './sameness';

/** A server that loses every create is not to be paid for ever. */
const mostRetries = 2;

/**
 * Starts a render and notes its id at once, so that no later failure can lose it. A create that was
 * not answered, now or in an earlier try of this execution, is not sent again before the server's
 * newest videos have been searched for its render.
 *
 * @param lostBefore the create of an earlier try
 * @throws SoraError `overLimit` before anything is sent
 */
export async function startRender(
	run: NodeRun,
	turn: Turn,
	order: RenderOrder,
	options: RenderOptions,
	lostBefore: LostCreate | undefined,
): Promise<Started> {
	const { request, spec, key } = await order.load();
	const asked = askedFor(request, spec);
	const note = ({ video, isMade }: Started): Started => {
		run.memory.created.record(turn.itemIndex, video.id);
		run.memory.claims.use(video.id);
		run.memory.execution.write(turn, { key, videoId: video.id, isMade });
		const render = { videoId: video.id, atMs: Date.now() };
		if (options.reuseWithinMs > 0) run.memory.later.rememberRender(key, render);
		return { video: withKnown(video, spec), isMade };
	};
	if (lostBefore) {
		const found = await search(run, lostBefore);
		if (typeof found === 'object') return note({ video: found, isMade: false });
		if (!mayCreateAgain(found, options)) throw lostRenderError(unansweredBefore(), found);
	}
	const idempotencyKey = lostBefore?.idempotencyKey ?? randomUUID();
	for (let retries = 0; ; retries++) {
		const takeBack = run.budget.charge(turn.itemIndex);
		// Of a create that is broken off nobody learns the id, and so nobody could delete it.
		const { server, release } = options.deleteWhenStopped
			? lastAfterStop(run.server, answerAfterStopMs)
			: { server: run.server, release: () => undefined };
		const result = await run.creates
			.send(turn.slot, asked.promptHash, request, idempotencyKey, server)
			.finally(release);
		order.drop();
		if (result.outcome === 'made') return note({ video: result.video, isMade: true });
		if (result.outcome === 'refused') {
			takeBack();
			throw result.error;
		}
		const { error, sentMs } = result;
		const { videoId } = error.details;
		const lost = { sentMs, idempotencyKey, asked };
		run.memory.execution.write(turn, {
			key,
			lost,
			...(videoId === undefined ? {} : { videoId, isMade: true }),
		});
		if (options.deleteWhenStopped && run.server.cancelSignal?.aborted) {
			if (await deleteStoppedCreate(run, lost, videoId)) run.memory.execution.forget(turn);
			throw lostRenderError(error, 'stopped');
		}
		// An answer that broke off may still have shown the id.
		const named = await findVideo(run, videoId, true).catch(toSoraError);
		if (named && !(named instanceof SoraError)) return note({ video: named, isMade: true });
		const found = await search(run, lost);
		if (typeof found === 'object') return note({ video: found, isMade: false });
		if (retries >= mostRetries || !mayCreateAgain(found, options)) {
			throw lostRenderError(error, found);
		}
	}
}

async function search(
	run: NodeRun,
	{ asked, sentMs }: LostCreate,
): Promise<Video | NotFound | 'stopped'> {
	const signals = [run.server.cancelSignal, run.stop];
	const claim = (videoId: string) => run.memory.claims.claim(videoId);
	const lost = { asked, sentMs, claim, signals };
	return await run.creates
		.search(asked.promptHash, async () => await findLostRender(run.server, lost))
		.catch(() => 'stopped' as const);
}

/** A render that is there and cannot be told from a stranger's must not be paid a second time. */
function mayCreateAgain(found: NotFound | 'stopped', { retryCreate }: RenderOptions): boolean {
	return retryCreate && found !== 'noSource' && found !== 'stopped';
}

function unansweredBefore(): SoraError {
	return new SoraError(
		'serverUnreachable',
		'The server did not answer when an earlier try created this video',
		{ mayExist: true },
	);
}
