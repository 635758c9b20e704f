import type { Field } from '../api/encoding';

/** The values that are set, as fields of a request. */
export function setFields(values: Record<string, string | number | undefined>): Field[] {
	return Object.entries(values).flatMap(([key, value]) =>
		value === undefined ? [] : [{ key, value }],
	);
}

/** The fields of a request, each name once: what the user adds replaces what the node would send. */
export function mergeFields(fields: Field[], extra: Field[]): Field[] {
	const replaced = new Set(extra.map(({ key }) => key));
	return [...fields.filter(({ key }) => !replaced.has(key)), ...extra];
}
