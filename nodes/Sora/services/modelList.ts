import { z } from 'zod';

import { text } from '../api/answerFields';
import type { VideoModel } from './videoModel';

const entrySchema = z.object({ id: z.string().min(1), type: text });

const videoName =
	/sora|video|veo|wan|kling|hailuo|minimax|runway|gen\d|hunyuan|ltx|cogvideo|mochi|luma|ray|pika|seedance|t2v|i2v|ti2v/i;

/**
 * OpenAI's list of models, `{data: [{id}]}` or its bare `data` (Together): those that make videos
 * first, by their type where there is one, else by their name.
 */
export const modelList: z.ZodType<VideoModel[], z.ZodTypeDef, unknown> = z
	.union([
		z.array(z.unknown()),
		z.object({ data: z.array(z.unknown()).catch([]) }).transform(({ data }) => data),
	])
	.transform((entries) => {
		const models = entries.flatMap((entry) => entrySchema.safeParse(entry).data ?? []);
		const isVideo = ({ id, type }: (typeof models)[number]) =>
			type === null ? videoName.test(id) : type === 'video';
		return [...models.filter(isVideo), ...models.filter((model) => !isVideo(model))].map(
			({ id }) => ({ id }),
		);
	});
