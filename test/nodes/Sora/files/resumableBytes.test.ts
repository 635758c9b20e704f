import type { StreamAnswer } from '../../../../nodes/Sora/api/http';
import { SoraError } from '../../../../nodes/Sora/api/errors';
import { resumableBytes, type FileSource } from '../../../../nodes/Sora/files/resumableBytes';
import { installClock, type Clock } from '../../../support/clock';
import { box, film } from './film';

let clock: Clock;

beforeEach(() => {
	clock = installClock();
});
afterEach(() => clock.restore());

const whole = film(100);
const noLength = { 'content-length': '' };
const inChunks = { ...noLength, 'transfer-encoding': 'chunked' };
const mostBytes = 1_000;
/** Whole by its own boxes. */
const boxed = Buffer.concat([whole.subarray(0, 28), box('mdat', 72)]);

interface Given {
	/** 200 when there are none: the whole file. */
	from?: number;
	status?: number;
	headers?: Record<string, string>;
	/** What comes before the connection ends. */
	bytes?: Buffer;
	/** Largest size, for the first answer. */
	limit?: number;
	/** The connection breaks instead of ending. */
	breaks?: boolean;
}

/** An answer with a file or a part of it. */
function answer({
	from,
	status,
	headers = {},
	bytes = whole.subarray(from ?? 0),
	breaks = false,
}: Given): StreamAnswer {
	async function* chunks(): AsyncGenerator<Uint8Array> {
		for (let at = 0; at < bytes.length; at += 30) yield bytes.subarray(at, at + 30);
		if (breaks) throw new Error('aborted');
	}
	const part: Record<string, string> =
		from === undefined
			? { 'content-length': '100' }
			: { 'content-length': String(100 - from), 'content-range': `bytes ${from}-99/100` };
	return {
		status: status ?? (from === undefined ? 200 : 206),
		headers: { ...part, ...headers },
		chunks: chunks(),
		discard: jest.fn(),
		toReadable: () => {
			throw new Error('Nobody asks for a stream here');
		},
	};
}

/** Reads a file whose further answers are given; an error in place of one is a failed request. */
async function read(first: Given, ...next: Array<Given | SoraError>) {
	const asked: Array<{ from: number; etag?: string }> = [];
	const source: FileSource = {
		signals: [],
		open: async (from, etag) => {
			asked.push({ from, ...(etag === undefined ? {} : { etag }) });
			const given = next.shift();
			if (given === undefined) throw new SoraError('serverUnreachable', 'No more answers');
			if (given instanceof SoraError) throw given;
			return answer(given);
		},
	};
	const parts: Uint8Array[] = [];
	const work = async () => {
		for await (const chunk of resumableBytes(answer(first), source, {
			mostBytes: first.limit ?? mostBytes,
		}))
			parts.push(chunk);
	};
	const error: unknown = await clock.run(work()).then(
		() => undefined,
		(thrown: unknown) => thrown,
	);
	return { asked, error, bytes: Buffer.concat(parts) };
}

const half = { bytes: whole.subarray(0, 50), breaks: true };

describe('a file comes whole, each byte once,', () => {
	it.each([
		{ name: 'in one go', first: {}, next: [], asked: [] },
		{ name: 'after a cut', first: half, next: [{ from: 50 }], asked: [50] },
		{
			name: 'after an early end',
			first: { bytes: whole.subarray(0, 99) },
			next: [{ from: 99 }],
			asked: [99],
		},
		{
			name: 'after three cuts',
			first: half,
			next: [
				{ from: 50, bytes: whole.subarray(50, 60), breaks: true },
				{ from: 60, bytes: whole.subarray(60, 61), breaks: true },
				{ from: 61 },
			],
			asked: [50, 60, 61],
		},
		{ name: 'from a server that begins anew each time', first: half, next: [{}], asked: [50] },
		{
			name: 'from one that begins anew and is cut again',
			first: half,
			next: [{ bytes: whole.subarray(0, 20), breaks: true }, half, {}],
			asked: [50, 50, 50],
		},
		{
			name: 'after requests that fail in between',
			first: half,
			next: [new SoraError('timeout', 'slow'), new SoraError('rateLimit', 'busy'), { from: 50 }],
			asked: [50, 50, 50],
		},
		{
			name: 'after answers that are none',
			first: half,
			next: [{ status: 503, from: 50 }, { status: 416, from: 50 }, { from: 50 }],
			asked: [50, 50, 50],
		},
		{
			name: 'from a server that answers with another part first',
			first: half,
			next: [{ from: 40 }, { from: 50 }],
			asked: [50, 50],
		},
		{
			name: 'from a server that does not tell which part it sends',
			first: half,
			next: [{ from: 50, headers: { 'content-range': '' } }, { from: 50 }],
			asked: [50, 50],
		},
		{
			name: 'in chunks that end in its middle',
			first: { bytes: whole.subarray(0, 50), headers: inChunks },
			next: [{ from: 50 }],
			asked: [50],
		},
		{
			name: 'without a length, where the server has nothing more',
			first: { headers: noLength },
			next: [{ status: 416, headers: { ...noLength, 'content-range': 'bytes */100' } }],
			asked: [100],
		},
		{
			name: 'without a length, where the server has more',
			first: { bytes: whole.subarray(0, 50), headers: noLength },
			next: [{ from: 50 }],
			asked: [50],
		},
		{
			name: 'without a length, after a cut',
			first: { ...half, headers: { 'content-length': '' } },
			next: [{ from: 50 }],
			asked: [50],
		},
		{
			name: 'over a connection that breaks after the last byte',
			first: { breaks: true },
			next: [],
			asked: [],
		},
	])('$name', async ({ first, next, asked: expected }) => {
		const { bytes, error, asked } = await read(first, ...next);

		expect(error).toBeUndefined();
		expect(bytes.equals(whole)).toBe(true);
		expect(asked.map(({ from }) => from)).toEqual(expected);
	});
});

describe('a film without a length', () => {
	it.each([
		{ name: 'where its last box ends', bytes: boxed, headers: noLength },
		{ name: 'where its last box ends, in chunks', bytes: boxed, headers: inChunks },
		{ name: 'where it has no boxes, in chunks', bytes: whole.subarray(40), headers: inChunks },
	])('is whole $name', async ({ bytes: given, headers }) => {
		const { bytes, error, asked } = await read({ bytes: given, headers });

		expect(error).toBeUndefined();
		expect(bytes.equals(given)).toBe(true);
		expect(asked).toEqual([]);
	});

	it('and without boxes is whole where it ends at the same byte once more', async () => {
		const picture = { bytes: whole.subarray(40), headers: noLength };

		const { bytes, error, asked } = await read(picture, picture);

		expect(error).toBeUndefined();
		expect(bytes.equals(whole.subarray(40))).toBe(true);
		expect(asked).toHaveLength(1);
	});

	it('is none that always ends in the middle of a box', async () => {
		const cut = { bytes: boxed.subarray(0, 60), headers: noLength };

		const { error, asked } = await read(cut, ...Array<Given>(5).fill(cut));

		expect(error).toMatchObject({ kind: 'serverUnreachable' });
		expect(asked).toHaveLength(1);
	});
});

describe('a file that cannot be had whole is an error:', () => {
	it('after five more tries', async () => {
		const { bytes, error, asked } = await read(half);

		expect(error).toMatchObject({
			kind: 'serverUnreachable',
			message: 'The file did not arrive whole: 50 of 100 bytes',
		});
		expect(asked).toHaveLength(5);
		expect(bytes).toHaveLength(50);
		expect(clock.now() - Date.UTC(2026, 10, 21)).toBe((1 + 2 + 3 + 4 + 5) * 1_000);
	});

	it('without a known length too', async () => {
		const { error } = await read({ ...half, headers: { 'content-length': '' } });

		expect(error).toMatchObject({
			message: 'The file did not arrive whole: 50 of an unknown number of bytes',
		});
	});

	it('longer than it says it is', async () => {
		const { error, asked } = await read({ headers: { 'content-length': '99' } });

		expect(error).toMatchObject({ message: 'The file did not arrive whole: 100 of 99 bytes' });
		expect(asked).toEqual([]);
	});

	it.each<{ name: string; headers: Record<string, string> }>([
		{ name: 'by its tag', headers: { etag: '"b"' } },
		{ name: 'by its length', headers: { 'content-length': '90' } },
		{ name: 'by its length in a part', headers: { 'content-range': 'bytes 50-99/900' } },
	])('the rest of another version is never glued on, told $name', async ({ headers }) => {
		const isPart = 'content-range' in headers;
		const other = { bytes: film(100, 5), headers, ...(isPart ? { from: 50 } : {}) };

		const { bytes, error } = await read(
			{ ...half, headers: { etag: '"a"' } },
			...Array<Given>(5).fill(other),
		);

		expect(error).toMatchObject({ kind: 'serverUnreachable' });
		expect(bytes.equals(whole.subarray(0, 50))).toBe(true);
	});

	it('a part of another version is never glued on, told by its tag', async () => {
		const other: Given = { from: 50, bytes: film(50, 5), headers: { etag: '"b"' } };

		const { error, bytes } = await read({ ...half, headers: { etag: '"a"' } }, other);

		expect(error).toMatchObject({ kind: 'serverUnreachable' });
		expect(bytes).toHaveLength(50);
	});

	it.each<{ name: string; headers: Record<string, string>; most: number }>([
		{ name: 'by its word', headers: {}, most: 0 },
		{ name: 'by its bytes', headers: noLength, most: 90 },
	])('larger than any can be, $name', async ({ headers, most }) => {
		const { error, asked, bytes } = await read({ headers, limit: 99 });

		expect(error).toMatchObject({ kind: 'notSupported', details: { mayPass: false } });
		expect(bytes).toHaveLength(most);
		expect(asked).toEqual([]);
	});

	it('a compressed file is never continued in its middle, where its bytes are counted otherwise', async () => {
		const compressed = { 'content-encoding': 'gzip' };

		const { bytes, error } = await read(
			{ ...half, headers: compressed },
			{ from: 50, bytes: film(50, 5), headers: compressed },
		);

		expect(error).toMatchObject({ kind: 'serverUnreachable' });
		expect(bytes.equals(whole.subarray(0, 50))).toBe(true);
	});

	it('a compressed file that begins anew may still come whole', async () => {
		const compressed = { 'content-encoding': 'gzip', 'content-length': '7' };
		const cut = { bytes: boxed.subarray(0, 50), breaks: true, headers: compressed };

		const { bytes, error } = await read(cut, { bytes: boxed, headers: compressed });

		expect(error).toBeUndefined();
		expect(bytes.equals(boxed)).toBe(true);
	});
});

describe('the server is asked for the rest of the same version', () => {
	it.each<{ name: string; headers: Record<string, string>; expected: object }>([
		{ name: 'by its tag', headers: { etag: '"a"' }, expected: { from: 50, etag: '"a"' } },
		{ name: 'not by a weak tag', headers: { etag: 'W/"a"' }, expected: { from: 50 } },
		{ name: 'without a tag', headers: {}, expected: { from: 50 } },
	])('$name', async ({ headers, expected }) => {
		const { asked, error } = await read({ ...half, headers }, { from: 50 });

		expect(error).toBeUndefined();
		expect(asked).toEqual([expected]);
	});
});

it.each([
	{ name: 'has enough', given: {}, enough: 30 },
	{ name: 'gets too much', given: { headers: { 'content-length': '40' } }, enough: 1_000 },
])('a reader that $name closes the connection', async ({ given, enough }) => {
	const first = answer(given);
	const source: FileSource = { signals: [], open: async () => answer({}) };
	const work = async () => {
		let length = 0;
		for await (const chunk of resumableBytes(first, source, { mostBytes })) {
			length += chunk.length;
			if (length >= enough) return;
		}
	};

	await clock.run(work()).catch(() => undefined);

	expect(first.discard).toHaveBeenCalled();
});

describe('the Stop button ends it at once', () => {
	it('in the pause before another try', async () => {
		const cancel = new AbortController();
		setTimeout(() => cancel.abort(), 500);
		const source: FileSource = {
			signals: [undefined, cancel.signal],
			open: async () => {
				throw new Error('Nothing may be asked any more');
			},
		};
		const work = async () => {
			for await (const chunk of resumableBytes(answer(half), source, { mostBytes })) void chunk;
		};

		await expect(clock.run(work())).rejects.toMatchObject({ kind: 'cancelled' });
		expect(clock.now() - Date.UTC(2026, 10, 21)).toBe(500);
	});

	it('in the request for the rest', async () => {
		const { error, asked } = await read(half, new SoraError('cancelled', 'canceled'));

		expect(error).toMatchObject({ kind: 'cancelled' });
		expect(asked).toHaveLength(1);
	});

	it('while bytes come', async () => {
		const cancel = new AbortController();
		const source: FileSource = {
			signals: [cancel.signal],
			open: async () => answer({ from: 50 }),
		};
		const work = async () => {
			for await (const chunk of resumableBytes(answer(half), source, { mostBytes })) {
				void chunk;
				cancel.abort();
			}
		};

		await expect(clock.run(work())).rejects.toMatchObject({ kind: 'cancelled' });
	});
});
