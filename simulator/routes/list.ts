import { answerJson } from '../http/answer';
import type { Call } from '../http/call';
import type { Json, JsonObject } from '../http/json';
import { Refusal } from '../http/refusal';
import type { ShowVideo } from './video';
import type { Handler } from '../studio';

const defaultLimit = 20;

/** Lists videos with real cursors, as OpenAI and vLLM-Omni do: `limit` 0-100, `after`, `order`. */
export function listsWithCursors(show: ShowVideo): Handler {
	return (call, studio) => {
		const { after } = call.query;
		const page = studio.renders.page({
			limit: readLimit(call, 0),
			order: readOrder(call, 'desc'),
			atMs: call.atMs,
			...(after === undefined || call.ignoreCursor ? {} : { after }),
		});
		if (!page) throw new Refusal('invalid', `Invalid cursor: '${after}'.`, { param: 'after' });
		const videos = page.videos.map((video) => show(video, studio));
		return answerJson(listOf(videos, page.hasMore));
	};
}

/** A list object with the cursors of its first and last entry. */
export function listOf(entries: JsonObject[], hasMore: boolean): JsonObject {
	const idOf = (entry: JsonObject | undefined): Json => entry?.id ?? null;
	return {
		object: 'list',
		data: entries,
		first_id: idOf(entries[0]),
		last_id: idOf(entries.at(-1)),
		has_more: hasMore,
	};
}

/** `limit` between `least` and 100. Throws Refusal. */
export function readLimit(call: Call, least: number): number {
	const text = call.query.limit;
	if (text === undefined) return defaultLimit;
	const limit = Number(text);
	if (/^\d+$/.test(text) && limit >= least && limit <= 100) return limit;
	throw new Refusal('invalid', `Invalid 'limit': expected an integer from ${least} to 100.`, {
		param: 'limit',
		code: 'invalid_value',
	});
}

export function readOrder(call: Call, fallback: 'asc' | 'desc'): 'asc' | 'desc' {
	const { order } = call.query;
	if (order === undefined) return fallback;
	if (order === 'asc' || order === 'desc') return order;
	throw new Refusal(
		'invalid',
		`Invalid value: '${order}'. Supported values are: 'asc' and 'desc'.`,
		{
			param: 'order',
			code: 'invalid_value',
		},
	);
}
