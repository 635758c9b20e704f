import { z } from 'zod';

import { callApi } from '../api/request';
import type { Server } from '../api/server';

const modelSchema = z.object({ id: z.string().min(1) });

const modelsSchema = z.object({
	data: z.array(z.unknown()).catch([]),
});

/** GET /models: the ids the key may use, in the server's order. */
export async function listModels(server: Server): Promise<string[]> {
	const { value } = await callApi(server, {
		method: 'GET',
		path: '/models',
		purpose: 'models',
		schema: modelsSchema,
	});
	return value.data.flatMap((entry) => modelSchema.safeParse(entry).data?.id ?? []);
}

const videoModel =
	/sora|video|veo|wan|kling|hailuo|minimax|runway|gen\d|hunyuan|ltx|cogvideo|mochi|luma|ray|pika|seedance|t2v|i2v|ti2v/i;

/** Video models first, every other after them, both in the server's order. */
export function videoModelsFirst(ids: string[]): string[] {
	const isVideo = (id: string) => videoModel.test(id);
	return [...ids.filter(isVideo), ...ids.filter((id) => !isVideo(id))];
}
