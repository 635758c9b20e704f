import type { AnswerBody } from '../http/answer';
import { isJsonObject, type Json, type JsonObject } from '../http/json';
import type { Fault } from './fault';

/** A JSON answer with one fault applied to it. */
export function changeJson(value: Json, fault: Fault): AnswerBody {
	if (fault.kind === 'malformed') {
		const text = JSON.stringify(value);
		return { kind: 'text', text: text.slice(0, text.length / 2), type: 'application/json' };
	}
	if (fault.kind === 'list') return { kind: 'json', value: changeList(value, fault.how) };
	return { kind: 'json', value: changeVideos(value, (video) => changeVideo(video, fault)) };
}

function changeVideo(video: JsonObject, fault: Fault): JsonObject {
	if (fault.kind === 'statusWord') return { ...video, status: fault.word };
	if (fault.kind !== 'progress') return video;
	if (fault.value !== 'backwards') return { ...video, progress: fault.value };
	const progress = typeof video.progress === 'number' ? Math.floor(video.progress / 2) : null;
	return { ...video, progress };
}

function changeVideos(value: Json, alter: (video: JsonObject) => JsonObject): Json {
	if (!isJsonObject(value)) return value;
	if (Array.isArray(value.data)) {
		const data = value.data.map((video) => (isJsonObject(video) ? alter(video) : video));
		return { ...value, data };
	}
	if (isJsonObject(value.data)) return { ...value, data: alter(value.data) };
	return 'status' in value ? alter(value) : value;
}

type ListFault = Extract<Fault, { kind: 'list' }>['how'];

function changeList(value: Json, how: ListFault): Json {
	if (!isJsonObject(value) || !Array.isArray(value.data)) return value;
	const { data } = value;
	switch (how) {
		case 'empty':
			return { ...value, data: [], ...cursors(value, null, null, false) };
		case 'noCursors':
			return Object.fromEntries(
				Object.entries(value).filter(([key]) => !['first_id', 'last_id', 'has_more'].includes(key)),
			);
		case 'repeats':
			return { ...value, data: data.flatMap((video) => [video, video]) };
		case 'shuffled':
			return { ...value, data: [...data].reverse() };
		case 'forgets':
			return { ...value, data: data.filter((_video, index) => index % 2 === 0) };
		case 'ignoresCursor':
			return value;
	}
}

/** Cursor fields, for a list that has them. */
function cursors(list: JsonObject, first: Json, last: Json, more: boolean): JsonObject {
	return 'has_more' in list ? { first_id: first, last_id: last, has_more: more } : {};
}
