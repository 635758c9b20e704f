import { type Answer, answerJson } from '../http/answer';
import type { Call } from '../http/call';
import type { JsonObject } from '../http/json';
import { Refusal } from '../http/refusal';
import type { RenderRequest, Video } from '../renders/render';
import type { Handler, Studio } from '../studio';

/** Puts a video into the words of a dialect. */
export type ShowVideo = (video: Video, studio: Studio) => JsonObject;

/** The video named in the path. Throws Refusal `notFound`. */
export function findVideo(call: Call, studio: Studio, id = call.id): Video {
	const video = studio.renders.find(id, call.atMs);
	if (video) return video;
	throw new Refusal('notFound', `Video with id '${id}' not found.`);
}

/** Starts a render and remembers which video the call has made. */
export function startRender(call: Call, studio: Studio, request: RenderRequest): Video {
	const video = studio.renders.add(studio.dialect.newId(studio.now()), request);
	call.videoId = video.id;
	return video;
}

/** Answers a create: 200 with the queued video, unless the server answers otherwise. */
export function createsVideo(
	read: (call: Call, studio: Studio) => RenderRequest,
	show: ShowVideo,
	status = 200,
): Handler {
	return (call, studio) => {
		const video = startRender(call, studio, read(call, studio));
		return answerJson(show(video, studio), status, pollHeader(video, studio));
	};
}

/** Answers the state of a video, with a status that may depend on it. */
export function showsVideo(
	show: ShowVideo,
	statusOf: (video: Video) => number = () => 200,
): Handler {
	return (call, studio) => {
		const video = findVideo(call, studio);
		return answerJson(show(video, studio), statusOf(video), pollHeader(video, studio));
	};
}

/** Deletes a video; what becomes of an unfinished one is the dialect's or the option's choice. */
export function deletesVideo(answer: (video: Video, studio: Studio) => Answer): Handler {
	return (call, studio) => {
		const video = findVideo(call, studio);
		const rule = studio.options.deleteUnfinished ?? studio.dialect.deleteUnfinished;
		if (video.endedAtMs === null && rule === 'refuse') {
			throw new Refusal('unfinished', 'Only completed or failed videos can be deleted.');
		}
		studio.renders.remove(video.id);
		return answer(video, studio);
	};
}

/** Body fields without meaning, where the option asks to have them back. */
export function echoedFields(video: Video, studio: Studio): JsonObject {
	return studio.options.echoExtraFields === true ? video.extra : {};
}

export function unixSeconds(ms: number): number;
export function unixSeconds(ms: number | null): number | null;
export function unixSeconds(ms: number | null): number | null {
	return ms === null ? null : Math.floor(ms / 1000);
}

function pollHeader(video: Video, studio: Studio): Record<string, string> {
	const { pollAfterMs } = studio.options;
	const ms = typeof pollAfterMs === 'function' ? pollAfterMs(video) : pollAfterMs;
	return ms === undefined || video.endedAtMs !== null ? {} : { 'openai-poll-after-ms': String(ms) };
}
