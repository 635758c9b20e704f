/** Rows that do not hold yet, and what that means to a user. Whoever mends one takes it off. */
const knownToFail: Array<{ reason: string; rows: string[] }> = [
	{
		reason:
			'An answer that is too long is left, but what was read of it costs more memory than promised.',
		rows: ['Too much › create: 100 MB'],
	},
];

/** Each as `group › row`. */
export const rowsKnownToFail: readonly string[] = knownToFail.flatMap(({ rows }) => rows);

/** Why a row fails; undefined for one that must hold. */
export function reasonOf(row: string): string | undefined {
	return knownToFail.find(({ rows }) => rows.includes(row))?.reason;
}
