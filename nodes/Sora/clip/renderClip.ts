import { steadyNowMs } from '../api/steadyClock';
import { withKnown } from '../services/video';
import type { EndedRender } from '../follow/follow';
import { hasEnded, mayGoWellAgain, problemOf } from '../follow/outcome';
import type { LostCreate, Note } from '../memory/thisExecution';
import type { NodeRun, Turn } from '../run/nodeRun';
import { deleteStoppedRender } from './afterStop';
import { findVideo } from './findVideo';
import {
	openOrder,
	type Rendered,
	type RenderFacts,
	type RenderOptions,
	type RenderOrder,
	type RenderWish,
	type Started,
} from './renderOrder';
import { startRender } from './startRender';

/**
 * Gets the render an output asks for, without paying for what is there already: one of an earlier
 * try of this execution is taken up, an equal one is reused where the user wants that, and only else
 * a new one is created, again as often as the user wants where it fails.
 *
 * @throws SoraError
 */
export async function renderClip(
	run: NodeRun,
	turn: Turn,
	wish: RenderWish,
	options: RenderOptions,
): Promise<Rendered> {
	const order = openOrder(run, turn, wish);
	try {
		return await rendered(run, turn, order, options);
	} finally {
		order.drop();
	}
}

async function rendered(
	run: NodeRun,
	turn: Turn,
	order: RenderOrder,
	options: RenderOptions,
): Promise<Rendered> {
	const keyOf = async () => (await order.load()).key;
	const noted = await noteOf(run, turn, keyOf);
	const lost = noted?.lost;
	const earlier = await takeUp(run, turn, noted);
	if (earlier) return await toItsEnd(run, turn, order, options, { ...earlier, resumed: true });
	if (options.reuseWithinMs <= 0) return await toItsEnd(run, turn, order, options, { lost });

	const key = await keyOf();
	const make = async () => {
		const reused = await reusable(run, turn, key, options);
		return await toItsEnd(run, turn, order, options, { ...reused, lost });
	};
	const { slot } = turn;
	const leave = () => {
		order.drop();
		slot.leave();
	};
	const outcome = await run.sharing.use(key, { ...slot, leave }, make);
	if ('made' in outcome) return outcome.made;
	const { shared: video } = outcome;
	run.memory.execution.write(turn, { key, videoId: video.id, isMade: false });
	return await toItsEnd(run, turn, order, options, { video, isMade: false });
}

/** What an earlier try has left for this output; another execution only for an equal request. */
async function noteOf(
	run: NodeRun,
	turn: Turn,
	keyOf: () => Promise<string>,
): Promise<Note | undefined> {
	const note = run.memory.execution.of(turn);
	return note && (note.isFromThisExecution || note.key === (await keyOf())) ? note : undefined;
}

/** So long a replica of the server may not know a fresh id. */
const freshMs = 60_000;

async function takeUp(
	run: NodeRun,
	{ itemIndex }: Turn,
	note: Note | undefined,
): Promise<Started | undefined> {
	if (note?.videoId === undefined) return undefined;
	const isFresh = steadyNowMs() - note.atMs < freshMs;
	const started = await usable(run, note.videoId, isFresh, note.isMade === true);
	if (started) run.memory.created.record(itemIndex, started.video.id);
	return started;
}

async function reusable(
	run: NodeRun,
	turn: Turn,
	key: string,
	{ reuseWithinMs }: RenderOptions,
): Promise<Started | undefined> {
	const render = run.memory.later.renderOf(key);
	if (!render || Date.now() - render.atMs > reuseWithinMs) return undefined;
	// Before the first await, so that whoever made it does not delete it meanwhile.
	run.memory.claims.use(render.videoId);
	const started = await usable(run, render.videoId, false, false);
	if (started) run.memory.execution.write(turn, { key, videoId: render.videoId, isMade: false });
	return started;
}

/**
 * The video of an earlier create, if it lives or has completed. Whether its files are still there
 * only the attempt to fetch them can tell.
 *
 * @param isFresh it may have been created a moment ago
 * @throws SoraError `policy` for one the content rules stopped: they would stop the next one too
 */
async function usable(
	run: NodeRun,
	id: string,
	isFresh: boolean,
	isMade: boolean,
): Promise<Started | undefined> {
	const video = await findVideo(run, id, isFresh);
	const problem = video && hasEnded(video) ? problemOf(video) : undefined;
	if (problem?.kind === 'policy') throw problem;
	return video && !problem ? { video, isMade } : undefined;
}

/** Where a render begins: at a video that is there, or with a create. */
interface Beginning extends Partial<Started> {
	resumed?: boolean;
	lost?: LostCreate | undefined;
}

/** Follows a render to its end, and renders again where it fails. */
async function toItsEnd(
	run: NodeRun,
	turn: Turn,
	order: RenderOrder,
	options: RenderOptions,
	{ video: known, isMade = false, resumed = false, lost: lostBefore }: Beginning,
): Promise<Rendered> {
	const facts: RenderFacts = {
		tries: 1,
		reused: known !== undefined && !resumed,
		resumed,
		isMade,
		waitMs: 0,
		statusRequests: 0,
	};
	let present = known;
	let lost = lostBefore;
	// They were needed to know what is asked for, and it is there.
	if (present) order.drop();
	for (; ; facts.tries++) {
		const start = present
			? { video: withKnown(present, order.spec()), isMade }
			: await startRender(run, turn, order, options, lost);
		if (!present) {
			Object.assign(facts, { reused: false, resumed: false, isMade: start.isMade });
			// It is accounted for: a render made again is a start of its own.
			lost = undefined;
		}
		if (!options.wait) return { video: start.video, facts };
		const ended = await untilEnded(run, start, present === undefined, options);
		facts.waitMs += ended.waitMs;
		facts.statusRequests += ended.statusRequests;
		const problem = problemOf(ended.video);
		if (!problem) return { video: ended.video, facts };
		if (!mayGoWellAgain(ended.video)) throw problem;
		// A reused render that fails has cost this output nothing.
		if (facts.reused) facts.tries = 0;
		else if (facts.tries > options.renderAgain) throw problem;
		present = undefined;
	}
}

async function untilEnded(
	run: NodeRun,
	{ video, isMade }: Started,
	isNew: boolean,
	{ deleteWhenStopped }: RenderOptions,
): Promise<EndedRender> {
	return await run.follower.untilEnded(video, isNew).catch(async (error: unknown) => {
		const isOver = run.server.cancelSignal?.aborted === true;
		if (isOver && deleteWhenStopped && isMade && !run.memory.claims.isUsedByOthers(video.id)) {
			await deleteStoppedRender(run, video.id);
		}
		throw error;
	});
}
