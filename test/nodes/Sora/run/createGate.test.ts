import { SoraError } from '../../../../nodes/Sora/api/errors';
import { pause } from '../../../../nodes/Sora/api/pause';
import { openCreateGate, type CreateGate } from '../../../../nodes/Sora/run/createGate';
import { openSlots, type Slots } from '../../../../nodes/Sora/run/slots';
import { useLab } from '../lab';

const lab = useLab();

const tooFast = (pauseMs?: number) =>
	new SoraError('rateLimit', 'Too fast', {
		status: 429,
		...(pauseMs === undefined ? {} : { pauseMs }),
	});

/** A create that was sent: by which item, and when after the beginning. */
interface Sent {
	item: number;
	atMs: number;
}

/** Items that create, render for a while, and end; the server answers as `refuse` says. */
class Storm {
	readonly sent: Sent[] = [];
	readonly taken: Sent[] = [];
	running = 0;
	mostRunning = 0;

	constructor(
		private readonly slots: Slots,
		private readonly gate: CreateGate,
		private readonly refuse: (storm: Storm) => SoraError | undefined,
	) {}

	async item(item: number, renderMs: number): Promise<void> {
		await this.slots.use(async (slot) => {
			await this.gate.send(slot, async () => {
				const sent = { item, atMs: lab.elapsedMs() };
				this.sent.push(sent);
				await pause(100);
				const refusal = this.refuse(this);
				if (refusal) throw refusal;
				this.taken.push(sent);
				this.running++;
				this.mostRunning = Math.max(this.running, this.mostRunning);
			});
			await pause(renderMs);
			this.running--;
		});
	}
}

function storm(slotCount: number, refuse: (storm: Storm) => SoraError | undefined): Storm {
	const slots = openSlots(slotCount);
	return new Storm(slots, openCreateGate(slots), refuse);
}

async function runAll(given: Storm, count: number, renderMs = 1_000): Promise<void> {
	const items = Array.from({ length: count }, async (_none, item) => given.item(item, renderMs));
	await lab.run(Promise.all(items));
}

it('a create that is taken is sent once, and its answer handed on', async () => {
	const slots = openSlots(1);
	const gate = openCreateGate(slots);

	expect(await slots.use(async (slot) => await gate.send(slot, async () => 'v1'))).toBe('v1');
});

describe('a refusal by 429', () => {
	it('stops the creates of all items for the time the server names', async () => {
		let refusals = 1;
		const full = storm(3, () => (refusals-- > 0 ? tooFast(30_000) : undefined));

		await runAll(full, 9);

		expect(full.taken).toHaveLength(9);
		expect(full.sent.filter(({ atMs }) => atMs > 100 && atMs < 30_100)).toEqual([]);
		expect(full.sent).toHaveLength(10);
	});

	it('holds the longest of several pauses', async () => {
		const pauses = [10_000, 60_000, 20_000];
		const full = storm(3, () => {
			const pauseMs = pauses.shift();
			return pauseMs === undefined ? undefined : tooFast(pauseMs);
		});

		await runAll(full, 3);

		expect(full.sent.slice(3).every(({ atMs }) => atMs >= 60_100)).toBe(true);
		expect(full.taken).toHaveLength(3);
	});

	it('halves the renders at the server once for a whole burst', async () => {
		let refusals = 8;
		const full = storm(8, () => (refusals-- > 0 ? tooFast(5_000) : undefined));

		await runAll(full, 8);

		// After the pause four go first; each that is taken lets one more in.
		expect(full.sent.filter(({ atMs }) => atMs === 5_100)).toHaveLength(4);
		expect(full.taken).toHaveLength(8);
	});

	it('halves them once for a burst without any pause, too', async () => {
		let refusals = 8;
		const full = storm(8, () => (refusals-- > 0 ? tooFast(0) : undefined));

		await runAll(full, 8, 60_000);

		expect(full.sent.filter(({ atMs }) => atMs === 100)).toHaveLength(4);
	});

	it('is a word for the moment: the slots come back, all of them', async () => {
		let refusals = 1;
		const full = storm(4, () => (refusals-- > 0 ? tooFast(1_000) : undefined));

		await runAll(full, 24, 60_000);

		expect(full.mostRunning).toBe(4);
	});

	it('keeps the order of the items', async () => {
		let refusals = 3;
		const full = storm(3, () => (refusals-- > 0 ? tooFast(1_000) : undefined));

		await runAll(full, 8, 5_000);

		expect(full.taken.map(({ item }) => item)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
	});

	it('leaves the slot free, so that a render of another item can end the trouble', async () => {
		const full = storm(2, ({ running }) => (running >= 1 ? tooFast(500) : undefined));

		await runAll(full, 6, 10_000);

		expect(full.mostRunning).toBe(1);
		expect(full.taken).toHaveLength(6);
	});
});

describe('a server that has room for so many is never overrun for long, and nothing hangs:', () => {
	it.each([
		{ room: 1, parallel: 20, items: 30 },
		{ room: 3, parallel: 50, items: 60 },
		{ room: 10, parallel: 10, items: 40 },
	])('room $room, parallel $parallel, items $items', async ({ room, parallel, items }) => {
		const full = storm(parallel, ({ running }) => (running >= room ? tooFast(1_000) : undefined));

		await runAll(full, items, 3_000);

		expect(full.taken).toHaveLength(items);
		expect(full.mostRunning).toBeLessThanOrEqual(room);
		expect(new Set(full.taken.map(({ item }) => item)).size).toBe(items);
	});
});

describe('what is not a refusal for going too fast ends the create at once:', () => {
	it.each([
		new SoraError('quota', 'No credit', { status: 429 }),
		new SoraError('serverUnreachable', 'Oops', { status: 503, mayExist: true, pauseMs: 1_000 }),
		new SoraError('badInput', 'Bad size', { status: 400 }),
		tooFast(300_001),
	])('%s', async (error) => {
		const slots = openSlots(1);
		const gate = openCreateGate(slots);
		let creates = 0;
		const work = slots.use(
			async (slot) =>
				await gate.send(slot, async () => {
					creates++;
					throw error;
				}),
		);

		await expect(lab.run(work)).rejects.toBe(error);
		expect(creates).toBe(1);
		expect(lab.elapsedMs()).toBe(0);
	});
});

describe('a server that stays full', () => {
	it('is given up after thirty creates, with patience', async () => {
		const full = storm(1, () => tooFast());

		await expect(lab.run(full.item(0, 0))).rejects.toMatchObject({ kind: 'rateLimit' });
		expect(full.sent).toHaveLength(30);
		expect(lab.elapsedMs()).toBeGreaterThan(10 * 60_000);
	});

	it('is not asked thirty times by each item', async () => {
		const full = storm(4, () => tooFast());
		const items = Array.from({ length: 50 }, async (_none, item) => await full.item(item, 0));

		const outcome = await lab.run(Promise.allSettled(items));

		expect(outcome.every(({ status }) => status === 'rejected')).toBe(true);
		expect(full.sent.length).toBeLessThan(30 + 4 + 2);
	});

	it('is given up at once by all where it names more than five minutes', async () => {
		const full = storm(2, () => tooFast(3_600_000));
		const items = Array.from({ length: 9 }, async (_none, item) => await full.item(item, 0));

		const outcome = await lab.run(Promise.allSettled(items));

		expect(outcome.every(({ status }) => status === 'rejected')).toBe(true);
		expect(full.sent).toHaveLength(2);
	});

	it('now and then is not given up: refusals count anew after each create that is taken', async () => {
		let sent = 0;
		const full = storm(1, () => (++sent % 20 === 0 ? undefined : tooFast(1_000)));

		await runAll(full, 5);

		expect(full.taken).toHaveLength(5);
	});
});

describe('the end of a run', () => {
	it('ends the wait at the closed gate at once', async () => {
		const stop = new AbortController();
		const slots = openSlots(1);
		const gate = openCreateGate(slots, undefined, stop.signal);
		setTimeout(() => stop.abort(), 7_000);
		const work = slots.use(
			async (slot) =>
				await gate.send(slot, async () => {
					throw tooFast(60_000);
				}),
		);

		await expect(lab.run(work)).rejects.toMatchObject({ kind: 'cancelled' });
		expect(lab.elapsedMs()).toBe(7_000);
	});
});
