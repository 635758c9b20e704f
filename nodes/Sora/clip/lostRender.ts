import { SoraError, toSoraError } from '../api/errors';
import { eachVideo } from '../services/paging';
import { pause } from '../api/pause';
import type { Server } from '../api/server';
import { steadyNowMs } from '../api/steadyClock';
import type { Video } from '../services/video';
import { listVideos, type VideoEntry } from '../services/videos';
import { mayBeFor, normalPrompt, type AskedFor } from './sameness';

/** Why a search for a render whose create was not answered found none. */
export type NotFound = 'none' | 'noList' | 'noPrompts' | 'noSource';

type SearchResult = Video | NotFound;

/** A render that may exist. */
export interface LostRender {
	asked: AskedFor;
	/** When its create was sent; unix ms by n8n's steady clock. */
	sentMs: number;
	/** Takes a video for this item, unless another item has it already. */
	claim: (videoId: string) => boolean;
	/** End the search. */
	signals: Array<AbortSignal | undefined>;
}

const mostLooks = 2;
const betweenLooksMs = 2_000;
/** A create just sent is among the newest; other users of the server make some meanwhile. */
const mostPages = 3;
/** `created_at` and the Date header are whole seconds. */
const toleranceMs = 2_000;

/**
 * Looks through the server's newest videos for one with this prompt, model, length and size, made
 * since the create was sent, twice with 2 s between.
 *
 * @throws SoraError `cancelled` when the run ends meanwhile
 */
export async function findLostRender(server: Server, lost: LostRender): Promise<SearchResult> {
	let result: SearchResult = 'none';
	for (let looks = 1; looks <= mostLooks; looks++) {
		if (looks > 1) await pause(betweenLooksMs, ...lost.signals);
		const look: SearchResult | SoraError = await search(server, lost).catch(toSoraError);
		if (look instanceof SoraError) {
			if (look.kind === 'cancelled') throw look;
			result = 'noList';
			if (look.kind === 'notSupported') return result;
		} else if (typeof look === 'object') return look;
		else result = look;
	}
	return result;
}

async function search(server: Server, { asked, sentMs, claim }: LostRender): Promise<SearchResult> {
	let pages = 0;
	let sinceMs = sentMs;
	let nameless = 0;
	let sourceless = 0;
	const newest = eachVideo(
		async (query) => {
			const page = await listVideos(server, query);
			sinceMs = sinceMsOf(server, sentMs);
			return ++pages < mostPages ? page : { ...page, hasMore: false };
		},
		'desc',
		(entry) => isSince(entry, sinceMs),
	);
	for await (const video of newest) {
		if (normalPrompt(video.prompt) === '') nameless++;
		const fits = mayBeFor(video, asked);
		if (fits === 'unsure') sourceless++;
		else if (fits && claim(video.id)) return video;
	}
	if (sourceless > 0) return 'noSource';
	return nameless > 0 ? 'noPrompts' : 'none';
}

/** When a create was sent, by the clock of the server, which may be wrong and judges its videos. */
export function sinceMsOf(server: Server, sentMs: number): number {
	return sentMs + server.clock.nowMs() - steadyNowMs();
}

/** Whether a video says that it was created since, to the seconds in which servers count. */
export function isSince(
	{ createdAtSeconds }: Pick<VideoEntry, 'createdAtSeconds'>,
	sinceMs: number,
): boolean {
	return createdAtSeconds !== null && createdAtSeconds * 1000 + toleranceMs >= sinceMs;
}

/** The error of a create whose render was not found: what may have happened, and how to look. */
export function lostRenderError(error: SoraError, result: NotFound | 'stopped'): SoraError {
	const advice = [howToLook[result], error.details.advice].filter((part) => part !== undefined);
	return new SoraError(error.kind, error.message, { ...error.details, advice: advice.join(' ') });
}

const howToLook: Record<NotFound | 'stopped', string> = {
	stopped:
		'The video may exist all the same: look with the operation Get Many before you create it again.',
	none: 'The video may exist all the same, although the list of the server does not show it: look with the operation Get Many before you create it again. Options → Retry Create makes the node create it again by itself.',
	noPrompts:
		'The video may exist all the same. This server lists videos without their prompts, so the node cannot tell which one it is: look with the operation Get Many for one made at this time before you create it again.',
	noSource:
		'The video may exist all the same: the server lists one with this prompt, but does not tell from which video it was made. Look with the operation Get Many before you create it again.',
	noList:
		'The video may exist all the same, and the node could not look, since the server does not list its videos: look into its own log or dashboard before you create it again.',
};
