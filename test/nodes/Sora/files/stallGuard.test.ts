import { guardStalls } from '../../../../nodes/Sora/files/stallGuard';
import { installClock, type Clock } from '../../../support/clock';

let clock: Clock;

beforeEach(() => {
	clock = installClock();
});
afterEach(() => clock.restore());

const wait = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));

/** An answer whose chunks come after a pause each, until the connection is closed. */
function answer(pausesMs: number[]) {
	const closed = new AbortController();
	async function* chunks(): AsyncGenerator<Uint8Array> {
		const broken = new Promise<never>((_, reject) => {
			closed.signal.addEventListener('abort', () => reject(new Error('aborted')));
		});
		for (const [index, pauseMs] of pausesMs.entries()) {
			await Promise.race([wait(pauseMs), broken]);
			yield Buffer.from(String(index));
		}
	}
	return { chunks: chunks(), discard: jest.fn(() => closed.abort()) };
}

async function read(pausesMs: number[], busyMs = 0, signals: AbortSignal[] = []): Promise<string> {
	let text = '';
	for await (const chunk of guardStalls(answer(pausesMs), signals)) {
		text += Buffer.from(chunk).toString();
		if (busyMs > 0) await wait(busyMs);
	}
	return text;
}

it.each([
	{ name: 'a fast connection', pausesMs: [0, 0, 0], busyMs: 0 },
	{
		name: 'a slow one that never quite stands still',
		pausesMs: [59_000, 59_000, 59_999],
		busyMs: 0,
	},
	{ name: 'a slow disk', pausesMs: [1_000, 1_000, 1_000], busyMs: 300_000 },
	{
		name: 'a slow disk behind a slow connection',
		pausesMs: [50_000, 50_000, 50_000],
		busyMs: 50_000,
	},
])('a file comes whole over $name', async ({ pausesMs, busyMs }) => {
	await expect(clock.run(read(pausesMs, busyMs))).resolves.toBe('012');
});

it.each([
	{ name: 'from the start', pausesMs: [600_000], atMs: 60_000 },
	{ name: 'after a while', pausesMs: [50_000, 600_000], atMs: 110_000 },
])('a connection that stands still $name ends after a minute', async ({ pausesMs, atMs }) => {
	const begin = clock.now();

	await expect(clock.run(read(pausesMs))).rejects.toMatchObject({ kind: 'timeout' });
	expect(clock.now() - begin).toBe(atMs);
});

it.each([
	{ name: 'may come later than a minute', pausesMs: [250_000, 0, 0], atMs: 250_000, ends: '012' },
	{ name: 'that never comes is a stall', pausesMs: [600_000], atMs: 300_000, ends: 'timeout' },
	{ name: 'that has come is no excuse', pausesMs: [1_000, 600_000], atMs: 61_000, ends: 'timeout' },
])('a first byte $name', async ({ pausesMs, atMs, ends }) => {
	const begin = clock.now();
	const work = async () => {
		let text = '';
		for await (const chunk of guardStalls(answer(pausesMs), [], { firstMs: 300_000 })) {
			text += Buffer.from(chunk).toString();
		}
		return text;
	};

	await expect(clock.run(work().catch(({ kind }) => kind as string))).resolves.toBe(ends);
	expect(clock.now() - begin).toBe(atMs);
});

it('a stall is not a broken connection, nor the other way round', async () => {
	const broken = answer([600_000]);
	setTimeout(() => broken.discard(), 1_000);
	const work = async () => {
		for await (const chunk of guardStalls(broken, [])) void chunk;
	};

	await expect(clock.run(work())).rejects.toMatchObject({ kind: 'serverUnreachable' });
});

it('a stopped run is said to be stopped, however the connection ended', async () => {
	const cancel = new AbortController();
	const stopped = answer([600_000]);
	setTimeout(() => {
		cancel.abort();
		stopped.discard();
	}, 1_000);
	const work = async () => {
		for await (const chunk of guardStalls(stopped, [undefined, cancel.signal])) void chunk;
	};

	await expect(clock.run(work())).rejects.toMatchObject({ kind: 'cancelled' });
});

it('a reader that has enough is not taken for a stall later', async () => {
	const endless = answer(Array<number>(100).fill(0));
	const work = async () => {
		for await (const chunk of guardStalls(endless, [])) if (chunk.length > 0) return;
	};

	await clock.run(work());
	await clock.run(wait(120_000));

	expect(endless.discard).not.toHaveBeenCalled();
	await expect(endless.chunks.next()).resolves.toMatchObject({ done: true });
});

describe('a file that hardly comes', () => {
	/** A chunk of so many bytes every ten seconds, without an end. */
	const every10s = (bytes: number) => ({
		chunks: (async function* () {
			for (let minutes = 0; minutes < 30; minutes += 1 / 6) {
				await wait(10_000);
				yield Buffer.alloc(bytes);
			}
		})(),
		discard: jest.fn(),
	});
	const readAll = async (bytes: number, busyMs: number, mostMs?: number) => {
		for await (const chunk of guardStalls(every10s(bytes), [], { mostMs })) {
			if (chunk.length > 0 && busyMs > 0) await wait(busyMs);
		}
	};

	it('is given up after five minutes, and not asked for again', async () => {
		await expect(clock.run(readAll(10_000, 0))).rejects.toMatchObject({
			kind: 'timeout',
			message: 'The file came at less than 1 KB per second for 5 minutes',
			details: { mayPass: false },
		});
		expect(clock.now() - Date.UTC(2026, 10, 21)).toBe(310_000);
	});

	it.each([
		{ name: 'slow, and no more than that', bytes: 10_300, busyMs: 0 },
		{ name: 'read slowly', bytes: 20_000, busyMs: 60_000 },
	])('is not taken for one that is $name', async ({ bytes, busyMs }) => {
		await expect(clock.run(readAll(bytes, busyMs))).resolves.toBeUndefined();
	});

	it('is given up at its time limit, however fast it comes', async () => {
		await expect(clock.run(readAll(1_000_000, 0, 60_000))).rejects.toMatchObject({
			kind: 'timeout',
			message: 'The file did not arrive within 60 seconds',
		});
		expect(clock.now() - Date.UTC(2026, 10, 21)).toBe(60_000);
	});
});

it.each([-3_600_000, 3_600_000])('a clock that is set by %d ms is no stall', async (ms) => {
	setTimeout(() => jest.setSystemTime(Date.now() + ms), 30_000);

	await expect(clock.run(read([20_000, 20_000, 20_000]))).resolves.toBe('012');
});
