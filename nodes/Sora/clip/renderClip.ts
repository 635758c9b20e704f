import { toSoraError } from '../api/errors';
import { evenWhenStopped } from '../api/server';
import { withKnown, type Video } from '../api/video';
import { deleteVideo } from '../api/videos';
import { isExpired } from '../files/expiry';
import type { EndedRender } from '../follow/follow';
import { renderKey } from './identity';
import { hasEnded, mayGoWellAgain, problemOf } from '../follow/outcome';
import { findVideo } from './findVideo';
import type { Rendered, RenderOptions, RenderOrder } from './renderOrder';
import type { NodeRun, Turn } from '../run/nodeRun';
import { startRender } from './startRender';

/**
 * Gets the render an item asks for, without paying for what is there already: one of an earlier try
 * of this execution is taken up, an equal one is shared where the user wants that, and only else a
 * new one is created, again as often as the user wants where it fails.
 *
 * @throws SoraError
 */
export async function renderClip(
	run: NodeRun,
	turn: Turn,
	order: RenderOrder,
	options: RenderOptions,
): Promise<Rendered> {
	const key = renderKey(run.server.baseUrl, order.request, turn.version);
	const make = async () => await takeUpOrMake(run, turn, order, options, key);
	if (options.reuseWithinMs <= 0) return await make();
	const outcome = await run.sharing.use(key, turn.slot, make);
	if ('made' in outcome) return outcome.made;
	run.notes.write(turn, key, outcome.shared.id);
	const facts = { tries: 1, reused: true, resumed: false, waitMs: 0, statusRequests: 0 };
	return { video: outcome.shared, facts };
}

async function takeUpOrMake(
	run: NodeRun,
	turn: Turn,
	order: RenderOrder,
	options: RenderOptions,
	key: string,
): Promise<Rendered> {
	const noted = await usable(run, run.notes.find(turn, key), true);
	const known = noted ? undefined : await usable(run, reusableId(run, options, key), false);
	const facts = { tries: 1, reused: known !== undefined, resumed: noted !== undefined };
	const effort = { waitMs: 0, statusRequests: 0 };
	if (noted) run.created.record(turn.itemIndex, noted.id);
	if (known) run.notes.write(turn, key, known.id);
	let taken = noted ?? known;
	for (; ; facts.tries++) {
		const video = taken
			? withKnown(taken, order.spec)
			: await startRender(run, turn, order, options, key);
		if (!options.wait) return { video, facts: { ...facts, ...effort } };
		const ended = await untilEnded(run, video, taken === undefined, options);
		effort.waitMs += ended.waitMs;
		effort.statusRequests += ended.statusRequests;
		const problem = problemOf(ended.video);
		if (!problem) return { video: ended.video, facts: { ...facts, ...effort } };
		if (!mayGoWellAgain(ended.video)) throw problem;
		if (facts.reused) facts.tries = 0;
		else if (facts.tries > options.renderAgain) throw problem;
		taken = undefined;
		Object.assign(facts, { reused: false, resumed: false });
	}
}

function reusableId(
	run: NodeRun,
	{ reuseWithinMs }: RenderOptions,
	key: string,
): string | undefined {
	if (reuseWithinMs <= 0) return undefined;
	const render = run.memory.renderOf(key);
	return render && Date.now() - render.atMs <= reuseWithinMs ? render.videoId : undefined;
}

/**
 * The video of an earlier create, if it lives or has completed and its files are there.
 *
 * @param isFresh it may have been created a moment ago
 * @throws SoraError `policy` for one the content rules stopped: they would stop the next one too
 */
async function usable(
	run: NodeRun,
	id: string | undefined,
	isFresh: boolean,
): Promise<Video | undefined> {
	const video = await findVideo(run, id, isFresh);
	if (!video || !hasEnded(video)) return video;
	const problem = problemOf(video);
	if (problem?.kind === 'policy') throw problem;
	return problem || isExpired(video, Date.now()) ? undefined : video;
}

async function untilEnded(
	run: NodeRun,
	video: Video,
	isNew: boolean,
	{ deleteWhenStopped }: RenderOptions,
): Promise<EndedRender> {
	return await run.follower.untilEnded(video, isNew).catch(async (error: unknown) => {
		if (deleteWhenStopped && run.server.cancelSignal?.aborted) {
			// The execution is over and with it everyone who could be told that this failed.
			await deleteVideo(evenWhenStopped(run.server), video.id).catch(toSoraError);
		}
		throw error;
	});
}
