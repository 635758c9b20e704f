import { pause } from '../../../../nodes/Sora/api/pause';
import { openCreates, type Creates } from '../../../../nodes/Sora/run/creates';
import { openSlots, type Slots } from '../../../../nodes/Sora/run/slots';
import { after, hang, json, reset } from '../../../support/answers';
import type { Answer } from '../../../support/loopback';
import { useLab } from '../lab';
import type { OpenedServer } from '../openAt';
import { requestOf } from './itemRun';

const lab = useLab();

const tooFast = (pauseMs?: number): Answer =>
	json(
		{ error: { message: 'Too fast' } },
		429,
		pauseMs === undefined ? {} : { 'retry-after-ms': String(pauseMs) },
	);
const taken = json({ id: 'v1', status: 'queued' }, 202);

/** The creates of a run at the server of the lab. */
async function open(
	slots: Slots,
	{ stop = new AbortController(), cancel = new AbortController() } = {},
) {
	const opened = await lab.open({ cancelSignal: cancel.signal });
	return { opened, creates: openCreates(opened.server, slots, stop.signal) };
}

/** Sends the create of one item, in a slot. */
async function send(
	{ creates, opened: { server } }: { creates: Creates; opened: OpenedServer },
	slots: Slots,
	key = 'a boat',
	whileRunning: () => Promise<void> = async () => await Promise.resolve(),
) {
	return await slots.use(async (slot) => {
		const result = await creates.send(slot, key, requestOf().request, 'id', server);
		if (result.outcome === 'made') await whileRunning();
		return result;
	});
}

/** A create that was sent: by which item, and when after the beginning. */
interface Sent {
	item: number;
	atMs: number;
}

/** Items that create, render for a while, and end; the server answers as `refuse` says, after 100 ms. */
class Storm {
	readonly sent: Sent[] = [];
	readonly taken: Sent[] = [];
	running = 0;
	mostRunning = 0;

	constructor(
		private readonly slots: Slots,
		private readonly run: Awaited<ReturnType<typeof open>>,
		private readonly refuse: (storm: Storm) => Answer | undefined,
	) {
		lab.home.always((response, request) => {
			const { prompt } = JSON.parse(request.body.toString()) as { prompt: string };
			const sent = { item: Number(prompt), atMs: lab.elapsedMs() };
			this.sent.push(sent);
			after(100, (...call) => {
				const refusal = this.refuse(this);
				if (refusal) return void refusal(...call);
				this.taken.push(sent);
				this.running++;
				this.mostRunning = Math.max(this.running, this.mostRunning);
				taken(...call);
			})(response, request);
		});
	}

	async item(item: number, renderMs: number) {
		const { creates, opened } = this.run;
		return await this.slots.use(async (slot) => {
			const { request } = requestOf({ prompt: String(item) });
			const result = await creates.send(slot, String(item), request, 'id', opened.server);
			if (result.outcome !== 'made') return result.error.kind;
			await pause(renderMs);
			this.running--;
			return result.outcome;
		});
	}
}

async function storm(
	slotCount: number,
	refuse: (storm: Storm) => Answer | undefined,
): Promise<Storm> {
	const slots = openSlots(slotCount);
	return new Storm(slots, await open(slots), refuse);
}

async function runAll(given: Storm, count: number, renderMs = 1_000) {
	const items = Array.from({ length: count }, async (_none, item) => given.item(item, renderMs));
	return await lab.run(Promise.all(items));
}

it('a create that is taken is sent once, and its answer handed on', async () => {
	const slots = openSlots(1);
	lab.home.plan(taken);

	expect(await lab.run(send(await open(slots), slots))).toMatchObject({
		outcome: 'made',
		video: { id: 'v1' },
	});
	expect(lab.home.lines).toEqual(['POST /v1/videos']);
});

describe('a refusal by 429', () => {
	it('stops the creates of all items for the time the server names', async () => {
		let refusals = 1;
		const full = await storm(3, () => (refusals-- > 0 ? tooFast(30_000) : undefined));

		await runAll(full, 9);

		expect(full.taken).toHaveLength(9);
		expect(full.sent.filter(({ atMs }) => atMs > 100 && atMs < 30_100)).toEqual([]);
		expect(full.sent).toHaveLength(10);
	});

	it.each([-60 * 60_000, 60 * 60_000])(
		'stops them for that time also where the clock is set by %d ms meanwhile',
		async (byMs) => {
			let refusals = 1;
			const full = await storm(1, () => (refusals-- > 0 ? tooFast(30_000) : undefined));
			setTimeout(() => jest.setSystemTime(Date.now() + byMs), 10_000);

			await runAll(full, 1);

			expect(full.sent.map(({ atMs }) => atMs)).toEqual([0, 30_100 + byMs]);
		},
	);

	it('holds the longest of several pauses', async () => {
		const pauses = [10_000, 60_000, 20_000];
		const full = await storm(3, () => {
			const pauseMs = pauses.shift();
			return pauseMs === undefined ? undefined : tooFast(pauseMs);
		});

		await runAll(full, 3);

		expect(full.sent.slice(3).every(({ atMs }) => atMs >= 60_100)).toBe(true);
		expect(full.taken).toHaveLength(3);
	});

	it('halves the renders at the server once for a whole burst', async () => {
		let refusals = 8;
		const full = await storm(8, () => (refusals-- > 0 ? tooFast(5_000) : undefined));

		await runAll(full, 8);

		// After the pause four go first; each that is taken lets one more in.
		expect(full.sent.filter(({ atMs }) => atMs === 5_100)).toHaveLength(4);
		expect(full.taken).toHaveLength(8);
	});

	it('halves them once for a burst that asks for no pause, too: half a second is taken', async () => {
		let refusals = 8;
		const full = await storm(8, () => (refusals-- > 0 ? tooFast(0) : undefined));

		await runAll(full, 8, 60_000);

		expect(full.sent.filter(({ atMs }) => atMs === 600)).toHaveLength(4);
	});

	it('is a word for the moment: the slots come back, all of them', async () => {
		let refusals = 1;
		const full = await storm(4, () => (refusals-- > 0 ? tooFast(1_000) : undefined));

		await runAll(full, 24, 60_000);

		expect(full.mostRunning).toBe(4);
	});

	it('keeps the order of the items', async () => {
		let refusals = 3;
		const full = await storm(3, () => (refusals-- > 0 ? tooFast(1_000) : undefined));

		await runAll(full, 8, 5_000);

		expect(full.taken.map(({ item }) => item)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
	});

	it('leaves the slot free, so that a render of another item can end the trouble', async () => {
		const full = await storm(2, ({ running }) => (running >= 1 ? tooFast(500) : undefined));

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
		const full = await storm(parallel, ({ running }) =>
			running >= room ? tooFast(1_000) : undefined,
		);

		await runAll(full, items, 3_000);

		expect(full.taken).toHaveLength(items);
		expect(full.mostRunning).toBeLessThanOrEqual(room);
		expect(new Set(full.taken.map(({ item }) => item)).size).toBe(items);
	});
});

describe('what is not a refusal for going too fast ends the create at once:', () => {
	it.each<{ name: string; answer: Answer; expected: object }>([
		{
			name: 'no credit',
			answer: json({ error: { code: 'insufficient_quota' } }, 429),
			expected: { outcome: 'refused', error: { kind: 'quota' } },
		},
		{
			name: 'a server that fails',
			answer: json({}, 503, { 'retry-after': '1' }),
			expected: { outcome: 'unknown', error: { kind: 'serverUnreachable' } },
		},
		{
			name: 'a wrong value',
			answer: json({}, 400),
			expected: { outcome: 'refused', error: { kind: 'badInput' } },
		},
		{
			name: 'a pause of more than five minutes',
			answer: tooFast(300_001),
			expected: { outcome: 'refused', error: { kind: 'rateLimit' } },
		},
	])('$name', async ({ answer, expected }) => {
		const slots = openSlots(1);
		lab.home.plan(answer);

		expect(await lab.run(send(await open(slots), slots))).toMatchObject(expected);
		expect(lab.home.lines).toHaveLength(1);
		expect(lab.elapsedMs()).toBe(0);
	});
});

describe('a server that stays full', () => {
	it('is given up after thirty creates, with patience', async () => {
		const full = await storm(1, () => tooFast());

		expect(await runAll(full, 1, 0)).toEqual(['rateLimit']);
		expect(full.sent).toHaveLength(30);
		expect(lab.elapsedMs()).toBeGreaterThan(10 * 60_000);
	});

	it('is not asked thirty times by each item', async () => {
		const full = await storm(4, () => tooFast());
		const outcome = await runAll(full, 50, 0);

		expect(outcome).toEqual(Array(50).fill('rateLimit'));
		expect(full.sent.length).toBeLessThan(30 + 4 + 2);
	});

	it('is given up at once by all where it names more than five minutes', async () => {
		const full = await storm(2, () => tooFast(3_600_000));
		const outcome = await runAll(full, 9, 0);

		expect(outcome).toEqual(Array(9).fill('rateLimit'));
		expect(full.sent).toHaveLength(2);
	});

	it('now and then is not given up: refusals count anew after each create that is taken', async () => {
		let sent = 0;
		const full = await storm(1, () => (++sent % 20 === 0 ? undefined : tooFast(1_000)));

		await runAll(full, 5);

		expect(full.taken).toHaveLength(5);
	});
});

describe('the end of a run', () => {
	it('ends the wait at the closed gate at once, and the create counts as refused', async () => {
		const stop = new AbortController();
		const slots = openSlots(1);
		lab.home.plan(tooFast(60_000));
		setTimeout(() => stop.abort(), 7_000);

		expect(await lab.run(send(await open(slots, { stop }), slots))).toMatchObject({
			outcome: 'refused',
			error: { kind: 'cancelled' },
		});
		expect(lab.elapsedMs()).toBe(7_000);
	});

	it('leaves a create under way to its answer, which holds a paid id', async () => {
		const stop = new AbortController();
		const slots = openSlots(1);
		lab.home.plan(after(9_000, taken));
		setTimeout(() => stop.abort(), 1_000);

		expect(await lab.run(send(await open(slots, { stop }), slots))).toMatchObject({
			outcome: 'made',
		});
	});

	it('by the Stop button breaks a create off, whose render may exist', async () => {
		const cancel = new AbortController();
		const slots = openSlots(1);
		lab.home.plan(hang);
		setTimeout(() => cancel.abort(), 1_000);

		expect(await lab.run(send(await open(slots, { cancel }), slots))).toMatchObject({
			outcome: 'unknown',
			error: { kind: 'cancelled' },
		});
		expect(lab.elapsedMs()).toBe(1_000);
	});
});

describe('searches for lost creates', () => {
	const work = (steps: string[], name: string, ms: number) => async () => {
		steps.push(`${name} begins`);
		await pause(ms);
		steps.push(`${name} ends`);
	};
	/** Notes when creates arrive and are answered. */
	const answering = (steps: string[], name: string, ms: number, answer = taken): Answer => {
		return (response, request) => {
			steps.push(`${name} arrives`);
			after(ms, (...call) => {
				steps.push(`${name} is answered`);
				answer(...call);
			})(response, request);
		};
	};

	it.each([
		{ name: 'of this execution', isNeighbour: false },
		{ name: 'of a neighbour', isNeighbour: true },
	])(
		'begin when all creates of their like have been answered, well or badly: $name',
		async ({ isNeighbour }) => {
			const slots = openSlots(2);
			const steps: string[] = [];
			const run = await open(slots);
			const searcher = isNeighbour ? await open(openSlots(1)) : run;
			lab.home.plan(answering(steps, 'one', 1_000), answering(steps, 'other', 3_000, reset));
			const sent = [send(run, slots), send(run, slots)];
			await new Promise((resolve) => setImmediate(resolve));
			const search = searcher.creates.search('a boat', work(steps, 'search', 10));

			await lab.run(Promise.all([...sent, search]));

			expect(steps.slice(-3)).toEqual(['other is answered', 'search begins', 'search ends']);
		},
	);

	it('hold back creates of their like, so that they cannot meet their videos', async () => {
		const slots = openSlots(1);
		const steps: string[] = [];
		const run = await open(slots);
		lab.home.plan(answering(steps, 'create', 10));

		await lab.run(
			Promise.all([run.creates.search('a boat', work(steps, 'search', 2_000)), send(run, slots)]),
		);

		expect(steps).toEqual(['search begins', 'search ends', 'create arrives', 'create is answered']);
	});

	it('do not hold back others', async () => {
		const slots = openSlots(1);
		const steps: string[] = [];
		const run = await open(slots);
		lab.home.plan(answering(steps, 'create', 10));

		await lab.run(
			Promise.all([
				run.creates.search('a boat', work(steps, 'search', 2_000)),
				send(run, slots, 'a ship'),
			]),
		);

		expect(steps.at(-1)).toBe('search ends');
	});

	it('do not outlive the run that waits for a create of a neighbour', async () => {
		const stop = new AbortController();
		const slots = openSlots(1);
		const neighbour = await open(slots);
		const run = await open(openSlots(1), { stop });
		lab.home.plan(after(60_000, taken));
		const sent = send(neighbour, slots);
		await new Promise((resolve) => setImmediate(resolve));
		setTimeout(() => stop.abort(), 1_000);

		const search = run.creates.search('a boat', async () => await Promise.resolve());
		const endedMs = search.catch(() => lab.elapsedMs());

		await lab.run(Promise.all([sent, endedMs]));

		expect(await endedMs).toBe(1_000);
	});
});
