import type { Field } from '../api/encoding';

/** The values that are set, as fields of a request. */
export function setFields(values: Record<string, string | number | undefined>): Field[] {
	return Object.entries(values).flatMap(([key, value]) =>
		value === undefined ? [] : [{ key, value }],
	);
}

/** The fields of a request, each name once: the last one counts. */
export function eachOnce(fields: readonly Field[]): Field[] {
	return [...new Map(fields.map((field) => [field.key, field])).values()];
}
