import { z } from 'zod';

import { idOf, timeOf } from '../api/answerFields';
import { SoraError, toSoraError } from '../api/errors';
import { callApi } from '../api/request';
import type { Server } from '../api/server';
import { requireDelete, requireList } from './abilities';
import { serviceOf } from './services';
import { videoSchema, type Video } from './video';

/** An entry of the list, of which no more has been looked at than what tells whether it is wanted. */
export interface VideoEntry {
	id: string;
	createdAtSeconds: number | null;
	/** The video; undefined where the entry is none. */
	read(): Video | undefined;
}

/** A page of the list, newest or oldest first. */
export interface VideoPage {
	/** Those with an id, at most `mostEntries`. */
	entries: VideoEntry[];
	/** Whether there were more than that. */
	isCut: boolean;
	/** Cursor of the next page: the one the server names, else the id of the last entry that has one. */
	lastId: string | null;
	/** By the server's word, else by the number of entries, those that are no videos included. */
	hasMore: boolean;
	/** The pause the server asks for before the next look. */
	pollAfterMs: number | null;
}

/** Query of one page; `limit` 1 to 100. */
export interface PageQuery {
	limit: number;
	after?: string;
	order?: 'asc' | 'desc';
}

/** For a caller with a schedule of its own: one attempt, and the time for its answer. */
export interface LookOptions {
	retry?: boolean;
	limitMs?: number;
}

const listSchema = z.object({
	data: z.array(z.unknown()),
	last_id: z.string().nullish().catch(null),
	has_more: z.boolean().nullish().catch(null),
});

/** On one page. A server without paging sends all it has at once. */
const mostEntries = 10_000;

const deletedSchema = z
	.object({ deleted: z.boolean().optional().catch(undefined) })
	.catch({ deleted: undefined });

/**
 * GET /videos/{id}. The id asked for is the id, whatever the answer calls itself: gateways show the
 * id of the server behind them, by which they know nothing. `pollAfterMs` is the pause the server
 * asks for before the next look.
 *
 * @throws SoraError with the id
 */
export async function getVideo(
	server: Server,
	id: string,
	options: LookOptions = {},
): Promise<{ video: Video; pollAfterMs: number | null }> {
	const service = serviceOf(server);
	const { value, headers } = await callApi(server, {
		method: 'GET',
		path: service.videoPath(id),
		purpose: 'read',
		schema: service.videoSchema,
		videoId: id,
		...options,
	});
	return { video: { ...value, id }, pollAfterMs: pollAfter(headers) };
}

/**
 * GET /videos: one page.
 *
 * @throws SoraError
 */
export async function listVideos(
	server: Server,
	{ limit, after, order }: PageQuery,
	options: LookOptions = {},
): Promise<VideoPage> {
	const service = serviceOf(server);
	requireList(service);
	const { value, headers } = await callApi(server, {
		method: 'GET',
		path: '/videos',
		query: { limit: String(limit), ...(after ? { after } : {}), ...(order ? { order } : {}) },
		purpose: 'list',
		schema: listSchema,
		...options,
	});
	const { data, last_id, has_more } = value;
	const entries = data.slice(0, mostEntries).flatMap((entry) => entryOf(entry) ?? []);
	// A server without paging sends all at once, more than was asked for.
	const mayHaveMore = data.length > 0 && data.length <= limit;
	return {
		entries,
		isCut: data.length > mostEntries,
		lastId: (last_id || entries.at(-1)?.id) ?? null,
		hasMore: mayHaveMore && (has_more ?? data.length === limit),
		pollAfterMs: pollAfter(headers),
	};
}

function entryOf(answer: unknown): VideoEntry | undefined {
	if (!isObject(answer)) return undefined;
	const id = idOf(answer.id) || idOf(answer.task_id);
	if (id === '') return undefined;
	return {
		id,
		createdAtSeconds: timeOf(answer.created_at) ?? timeOf(answer.created),
		read: () => videoSchema.safeParse(answer).data,
	};
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}

function pollAfter(headers: Record<string, string>): number | null {
	const pollAfterMs = Number.parseInt(headers['openai-poll-after-ms'] ?? '', 10);
	return pollAfterMs > 0 ? pollAfterMs : null;
}

/**
 * DELETE /videos/{id}. Any 2xx is success, unless the server says `deleted: false`.
 *
 * @returns whether the server confirmed the deletion
 * @throws SoraError with the id; `notFound` when it is gone already, `notSupported` when the server
 * cannot delete, `notReady` (409) while the render runs
 */
export async function deleteVideo(server: Server, id: string): Promise<boolean> {
	const service = serviceOf(server);
	requireDelete(service, id);
	const answer = await callApi(server, {
		method: 'DELETE',
		path: service.videoPath(id),
		purpose: 'delete',
		schema: deletedSchema,
		videoId: id,
	}).catch(toSoraError);
	if (!(answer instanceof SoraError)) return answer.value.deleted !== false;
	throw answer.details.status === 404 ? await meaningOf404(server, id, answer) : answer;
}

/** The video is gone, or the server has no such route (new-api): a look tells. */
async function meaningOf404(server: Server, id: string, answer: SoraError): Promise<SoraError> {
	const look = await getVideo(server, id).catch(toSoraError);
	if (look instanceof SoraError) return look.kind === 'notFound' ? answer : look;
	if (look.video.serverStatus === 'deleted') return answer;
	return new SoraError('notSupported', 'The server cannot delete videos, this one is still there', {
		...answer.details,
		advice:
			'Delete it at the server itself, or leave it to the server, which removes videos in time.',
	});
}
