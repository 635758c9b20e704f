/** The bytes to send: all, a part, or none that exist. Both ends are inclusive. */
export type ByteRange =
	{ kind: 'whole' } | { kind: 'part'; start: number; end: number } | { kind: 'outside' };

/** Reads a Range header (RFC 9110 section 14); several ranges at once are answered whole. */
export function readRange(header: string | undefined, bytes: number): ByteRange {
	const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
	if (!match) return { kind: 'whole' };
	const [first, last] = [match[1] ?? '', match[2] ?? ''];
	if (first === '' && last === '') return { kind: 'whole' };
	if (first === '') {
		const length = Math.min(Number(last), bytes);
		return length === 0
			? { kind: 'outside' }
			: { kind: 'part', start: bytes - length, end: bytes - 1 };
	}
	const start = Number(first);
	const end = last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1);
	if (last !== '' && Number(last) < start) return { kind: 'whole' };
	return start >= bytes ? { kind: 'outside' } : { kind: 'part', start, end };
}
