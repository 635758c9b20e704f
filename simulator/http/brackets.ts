import { isJsonObject, type Json, type JsonObject } from './json';

/** One form field as sent. */
export interface FormField {
	name: string;
	value: string;
}

/**
 * Nests form fields by their bracket keys: `video[id]` gives `{video: {id}}`, `characters[][id]`
 * and repeated names give arrays.
 */
export function nestFields(fields: FormField[]): JsonObject {
	const root: JsonObject = {};
	for (const { name, value } of fields) {
		const head = /^[^[]+/.exec(name)?.[0] ?? name;
		const keys = [...name.slice(head.length).matchAll(/\[([^\]]*)\]/g)].map((key) => key[1] ?? '');
		root[head] = place(root[head], keys, value);
	}
	return root;
}

function place(present: Json | undefined, keys: string[], value: string): Json {
	const [key, ...rest] = keys;
	if (key === undefined) {
		if (present === undefined) return value;
		return Array.isArray(present) ? [...present, value] : [present, value];
	}
	if (key === '') {
		const list = Array.isArray(present) ? present : [];
		const last = list.at(-1);
		const nextKey = rest[0];
		// A key the last entry has already starts the next entry.
		const fits = isJsonObject(last) && nextKey !== undefined && !(nextKey in last);
		return fits
			? [...list.slice(0, -1), place(last, rest, value)]
			: [...list, place(undefined, rest, value)];
	}
	const object = isJsonObject(present) ? present : {};
	return { ...object, [key]: place(object[key], rest, value) };
}
