import { z } from 'zod';

/** What an item holds under `error` after a failure. */
export const itemErrorSchema = z.object({
	message: z.string(),
	kind: z.string(),
	description: z.string().default(''),
	videoId: z.string().optional(),
});

/** What the error that ends a run carries beside its message. */
export const runContextSchema = z.object({
	kind: z.string().default('none'),
	itemIndex: z.number().optional(),
	videoId: z.string().optional(),
});
