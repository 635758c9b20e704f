import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { identifier, longestWord, number, percent, text, time, word } from '../api/answerFields';
import { fileFields, filesOf, type EmbeddedFile } from './embeddedFiles';
import { resolutionOf } from './pixels';
import { rawVideo } from './rawVideo';
import { renderStatus, type RenderStatus } from './status';

/** Why a render failed, as the server says it. */
export interface RenderFailure {
	code: string | null;
	message: string;
}

/** A video as every server's answer is read: the fields we rely on, and the answer itself. */
export interface Video {
	id: string;
	status: RenderStatus;
	/** The server's own status word. */
	serverStatus: string;
	prompt: string | null;
	model: string | null;
	/** Length of the clip. */
	seconds: number | null;
	/** `WIDTHxHEIGHT` in pixels. */
	size: string | null;
	/** E.g. `720p`, `4k`. */
	resolution: string | null;
	/** 0 to 100; null where the server does not tell. */
	progress: number | null;
	createdAtSeconds: number | null;
	completedAtSeconds: number | null;
	/** When the files can no longer be had, as a moment of the server's clock; unix seconds. */
	expiresAtSeconds: number | null;
	failure: RenderFailure | null;
	/** The video it was made from, where the server tells. */
	sourceId: string | null;
	/** Other places of the file, for servers without a content endpoint; best first. */
	files: EmbeddedFile[];
	/** The answer as it came, without `error` and without inline file contents. */
	raw: IDataObject;
}

function cut(message: string): string {
	return message.slice(0, longestWord);
}

/** A reason in the shapes of OpenAI's style and its kin; null for none. */
export const failureSchema = z
	.union([
		z.string(),
		z.object({
			code: z.union([z.string(), z.number()]).nullish(),
			message: z.string().nullish(),
		}),
	])
	.nullish()
	.catch(null)
	.transform((error): RenderFailure | null => {
		if (!error) return null;
		if (typeof error === 'string') return { code: null, message: cut(error) };
		const code = error.code === null || error.code === undefined ? null : cut(String(error.code));
		return { code, message: cut(error.message ?? code ?? 'no reason given') };
	});

const answerSchema = z
	.object({
		id: identifier,
		task_id: identifier,
		status: z.string().transform(cut),
		prompt: text,
		model: word,
		seconds: number,
		duration: number,
		size: word,
		progress: percent,
		created_at: time,
		created: time,
		completed_at: time,
		expires_at: time,
		error: failureSchema,
		remixed_from_video_id: word,
		...fileFields,
		object: z.unknown(),
	})
	// Whoever has asked for it knows its id, where the answer bears none that can be one.
	.refine(({ id, task_id, object }) => (id || task_id) !== '' || object === 'video', 'no video');

/** A schema that makes a video of the fields of an answer, and of the answer itself. */
export function videoFrom<Fields>(
	fieldsSchema: z.ZodType<Fields, z.ZodTypeDef, unknown>,
	read: (fields: Fields, answer: IDataObject) => Video,
): z.ZodType<Video, z.ZodTypeDef, unknown> {
	return z.unknown().transform((answer, context): Video => {
		const parsed = fieldsSchema.safeParse(answer);
		if (parsed.success) return read(parsed.data, answer as IDataObject);
		parsed.error.issues.forEach((issue) => context.addIssue(issue));
		return z.NEVER;
	});
}

/**
 * A video in the shape of any server listed in the protocol's reference, tolerant of everything but
 * a missing id or status. Reads `task_id`, `duration`, `created` where the usual names are missing.
 */
export const videoSchema = videoFrom(answerSchema, (data, answer): Video => {
	const createdAt = data.created_at ?? data.created;
	return {
		id: data.id || data.task_id,
		status: renderStatus(data.status),
		serverStatus: data.status,
		prompt: data.prompt,
		model: data.model,
		seconds: data.seconds ?? data.duration,
		size: data.size,
		resolution: resolutionOf(data.size),
		progress: data.progress,
		createdAtSeconds: createdAt,
		completedAtSeconds: completion(createdAt, data.completed_at),
		expiresAtSeconds: expiry(createdAt, data.expires_at),
		failure: data.error,
		sourceId: data.remixed_from_video_id,
		files: filesOf(data),
		raw: rawVideo(answer),
	};
});

/** A video of which only these fields are known. */
export function videoOf({
	answer,
	...known
}: Pick<Video, 'id' | 'status' | 'serverStatus'> &
	Partial<Video> & { answer: IDataObject }): Video {
	return {
		...unknownClip,
		progress: null,
		createdAtSeconds: null,
		completedAtSeconds: null,
		expiresAtSeconds: null,
		failure: null,
		sourceId: null,
		files: [],
		raw: rawVideo(answer),
		...known,
	};
}

/** What a request or an answer says of a clip; null where it says nothing. */
export type ClipSpec = Pick<Video, 'prompt' | 'model' | 'seconds' | 'size' | 'resolution'>;

/** A clip of which nothing is said. */
export const unknownClip: ClipSpec = {
	prompt: null,
	model: null,
	seconds: null,
	size: null,
	resolution: null,
};

/** The video with what is known from before filled in where this answer is silent. */
export function withKnown(video: Video, known: ClipSpec): Video {
	return {
		...video,
		prompt: video.prompt ?? known.prompt,
		model: video.model ?? known.model,
		seconds: video.seconds ?? known.seconds,
		size: video.size ?? known.size,
		resolution: video.resolution ?? known.resolution,
	};
}

/** A render cannot have ended before it began: one of the two is wrong, and so is their difference. */
function completion(createdAt: number | null, completedAt: number | null): number | null {
	return completedAt !== null && completedAt >= (createdAt ?? 0) ? completedAt : null;
}

/** Some servers tell how many seconds a file has to live, which is no moment: below 1e9 it would be before 2001. */
function expiry(createdAt: number | null, expiresAt: number | null): number | null {
	const isMoment = expiresAt !== null && expiresAt >= 1e9 && expiresAt > (createdAt ?? 0);
	return isMoment ? expiresAt : null;
}
