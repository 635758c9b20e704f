/** What was found in a heap of values by looking through all their texts. */
export interface Found {
	chars: number;
	longest: number;
	leaks: Array<{ needle: string; where: string }>;
}

/**
 * Looks through every text of a value: keys, values, and of errors also what JSON leaves out.
 *
 * @param needles texts that must not be there, by name
 */
export function lookThrough(
	value: unknown,
	where: string,
	needles: Readonly<Record<string, string>>,
): Found {
	const found: Found = { chars: 0, longest: 0, leaks: [] };
	const seen = new Set<object>();
	const left: unknown[] = [value];
	const look = (text: string) => {
		found.chars += text.length;
		found.longest = Math.max(found.longest, text.length);
		for (const [needle, secret] of Object.entries(needles)) {
			if (text.includes(secret) && found.leaks.every((leak) => leak.needle !== needle)) {
				found.leaks.push({ needle, where });
			}
		}
	};
	// A list of what is left in place of recursion: what is looked through may be nested without end.
	while (left.length > 0) {
		const next = left.pop();
		if (typeof next === 'string') look(next);
		if (typeof next !== 'object' || next === null || seen.has(next)) continue;
		seen.add(next);
		if (next instanceof Error) left.push(next.message, next.stack);
		if (Array.isArray(next)) for (const entry of next) left.push(entry);
		else {
			for (const [key, entry] of Object.entries(next)) {
				look(key);
				left.push(entry);
			}
		}
	}
	return found;
}
