import { videoSchema, type Video } from '../../nodes/Sora/services/video';
import { logBetween, type Random } from './random';
import type { SimulatedRender } from './renders';

/** What a render that is followed asks for, and those like it have asked for. */
const kind = { model: 'one', size: '1280x720', seconds: 8 };

/** An entry of the list of which nothing but its kind matters. */
export const likeEntry: Video = videoSchema.parse({ id: 'like', status: 'completed', ...kind });

const otherKinds = [{ model: 'other' }, { size: '720x1280' }, { seconds: 4 }];
const epochSeconds = 1_795_219_200;
const daySeconds = 86_400;

/**
 * The newest page of a list: like renders, some of which have failed, and more of other kinds. It tells
 * times in whole seconds, as every server does.
 *
 * @param like renders that have asked for the same as those that are followed
 */
export function drawList(like: readonly SimulatedRender[], random: Random): Video[] {
	const show = (tookMs: number, changes: Partial<Video>): Video => {
		const createdSeconds = epochSeconds - daySeconds * random();
		return {
			...likeEntry,
			createdAtSeconds: Math.floor(createdSeconds),
			completedAtSeconds: Math.floor(createdSeconds + tookMs / 1_000),
			...changes,
		};
	};
	const alike = like.map(({ queueMs, renderMs }) => show(queueMs + renderMs, {}));
	const failed = like
		.slice(0, like.length / 5)
		.map(({ renderMs }) => show(renderMs * random(), { status: 'failed' }));
	const others = Array.from({ length: 2 * like.length + 10 }, (_none, index) =>
		show(logBetween(2_000, 600_000, random), otherKinds[index % otherKinds.length] ?? {}),
	);
	return [...alike, ...failed, ...others];
}
