import { createRender } from '../api/create';
import { SoraError, cancelledError, toSoraError } from '../api/errors';
import { evenWhenStopped } from '../api/server';
import { withKnown, type ClipSpec, type Video } from '../api/video';
import { findVideo } from './findVideo';
import { findLostRender, lostRenderError, type NotFound } from './lostRender';
import { normalPrompt } from './sameness';
import type { RenderOptions, RenderOrder } from './renderOrder';
import type { NodeRun, Turn } from '../run/nodeRun';

/** A server that loses every create is not to be paid for ever. */
const mostRetries = 2;

/**
 * Starts a render and notes its id at once, so that no later failure can lose it. A create that was
 * not answered, now or in an earlier try of this execution, is not sent again before the server's
 * newest videos have been searched for its render.
 *
 * @param key of the request, for those that look for an equal render later
 * @throws SoraError `overLimit` before anything is sent
 */
export async function startRender(
	run: NodeRun,
	turn: Turn,
	order: RenderOrder,
	options: RenderOptions,
	key: string,
): Promise<Video> {
	const note = (video: Video) => {
		run.created.record(turn.itemIndex, video.id);
		run.notes.write(turn, key, video.id);
		const render = { videoId: video.id, atMs: Date.now() };
		if (options.reuseWithinMs > 0) run.memory.rememberRender(key, render);
		return withKnown(video, order.spec);
	};
	const earlier = await searchEarlier(run, turn, order, options, key);
	if (earlier) return note(earlier);
	for (let retries = 0; ; retries++) {
		const takeBack = run.budget.charge(turn.itemIndex);
		const video = await create(run, turn, order, options, key).catch(toSoraError);
		if (!(video instanceof SoraError)) return note(video);
		const mayExist = video.details.mayExist ?? video.kind === 'cancelled';
		if (!mayExist) takeBack();
		if (!mayExist || video.kind === 'cancelled' || !options.retryCreate || retries >= mostRetries) {
			throw video;
		}
	}
}

/** The render of a create that an earlier try sent and got no answer to. */
async function searchEarlier(
	run: NodeRun,
	turn: Turn,
	{ spec }: RenderOrder,
	{ retryCreate }: RenderOptions,
	key: string,
): Promise<Video | undefined> {
	const sentMs = run.notes.lostAt(turn, key);
	if (sentMs === undefined) return undefined;
	const found = await search(run, spec, sentMs);
	if (typeof found !== 'string') return found;
	if (retryCreate) return undefined;
	const error = new SoraError(
		'serverUnreachable',
		'The server did not answer when an earlier try created this video',
		{ mayExist: true },
	);
	throw lostRenderError(error, found);
}

/** Sends the create; where its answer is lost, the render itself is looked for. */
async function create(
	run: NodeRun,
	turn: Turn,
	{ request, spec }: RenderOrder,
	{ deleteWhenStopped }: RenderOptions,
	key: string,
): Promise<Video> {
	// Of a create that is broken off nobody learns the id, and so nobody could delete it.
	const server = deleteWhenStopped ? evenWhenStopped(run.server) : run.server;
	let sentMs = Date.now();
	const send = async () => {
		// Whoever waited for a turn may have missed that there is none any more.
		if (run.stop.aborted || run.server.cancelSignal?.aborted) throw notSent();
		sentMs = Date.now();
		return await createRender(server, request, run.encodings);
	};
	const answer = await run.gate
		.send(turn.slot, async () => await run.creating.send(normalPrompt(spec.prompt), send))
		.catch(toSoraError);
	if (!(answer instanceof SoraError)) return answer;
	const { mayExist, videoId } = answer.details;
	if (!mayExist) throw answer;
	// An answer that broke off may still have shown the id.
	const named = await findVideo(run, videoId, true).catch(toSoraError);
	if (named && !(named instanceof SoraError)) return named;
	const found = await search(run, spec, sentMs);
	if (typeof found !== 'string') return found;
	run.notes.writeLost(turn, key, sentMs);
	throw lostRenderError(answer, found);
}

async function search(
	run: NodeRun,
	asked: ClipSpec,
	sentMs: number,
): Promise<Video | NotFound | 'stopped'> {
	const claim = (id: string) => !run.notes.knows(id) && run.created.claim(id);
	const signals = [run.server.cancelSignal, run.stop];
	return await run.creating
		.search(
			normalPrompt(asked.prompt),
			async () => await findLostRender(run.server, { asked, sentMs, claim, signals }),
		)
		.catch(() => 'stopped' as const);
}

function notSent(): SoraError {
	const { kind, message, details } = cancelledError();
	return new SoraError(kind, message, { ...details, mayExist: false });
}
