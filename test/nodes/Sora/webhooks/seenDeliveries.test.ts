import {
	mergeSeen,
	mostRemembered,
	readSeen,
	rememberedSeconds,
	seenKey,
	writeSeen,
	type SeenList,
} from '../../../../nodes/Sora/webhooks/seenDeliveries';

const now = 1_795_219_200;

const list = (count: number, from = now - count): SeenList =>
	Array.from({ length: count }, (_, index) => [`wh_${index}`, from + index] as const);

it('the bounds are those of the sender: 72 hours, and a thousand deliveries', () => {
	expect({ rememberedSeconds, mostRemembered }).toEqual({
		rememberedSeconds: 259_200,
		mostRemembered: 1_000,
	});
});

describe('the stored list', () => {
	it('comes back from JSON as it was', () => {
		const seen = list(3);

		expect(readSeen(writeSeen(seen))).toEqual(seen);
	});

	it.each([
		{ name: 'nothing', stored: undefined },
		{ name: 'null', stored: null },
		{ name: 'text', stored: 'wh_1' },
		{ name: 'JSON of something else', stored: '{"wh_1":1}' },
		{ name: 'an object', stored: { wh_1: now } },
		{ name: 'a list of ids', stored: ['wh_1'] },
	])('is empty when there is $name', ({ stored }) => {
		expect(readSeen(stored)).toEqual([]);
	});

	it('is read as far as we ever write it', () => {
		expect(readSeen(list(mostRemembered + 5))).toEqual(list(mostRemembered + 5).slice(5));
	});

	it('loses damaged entries only', () => {
		const stored = `[["a",${now}],["b",1e400],["c",null],["d"],null,7,["e",${now},1],["f",${now}]]`;

		expect(readSeen(stored)).toEqual([
			['a', now],
			['f', now],
		]);
		expect(writeSeen(readSeen(stored))).not.toContain('null');
	});
});

describe('an id', () => {
	it.each(['wh_6920a1b2c3d48190a5b6c7d8e9f00112', 'x'.repeat(64)])('stays readable: %s', (id) => {
		expect(seenKey(id)).toBe(id);
	});

	it('that is long is remembered by its hash, so that a thousand of them stay small', () => {
		const ids = Array.from({ length: mostRemembered }, (_, index) => 'x'.repeat(15_000) + index);
		const seen = mergeSeen(now, readSeen(ids.map((id) => [id, now])));

		expect(seen).toHaveLength(mostRemembered);
		expect(seen.map(([key]) => key)).toEqual(ids.map(seenKey));
		expect(readSeen(writeSeen(seen))).toEqual(seen);
		expect(writeSeen(seen).length).toBeLessThan(80_000);
	});
});

describe('merging', () => {
	it('keeps what either list has, each delivery once, oldest first', () => {
		expect(
			mergeSeen(
				now,
				[
					['a', now - 30],
					['c', now - 10],
				],
				[
					['b', now - 20],
					['a', now - 30],
				],
			),
		).toEqual([
			['a', now - 30],
			['b', now - 20],
			['c', now - 10],
		]);
	});

	it('keeps the later time of a delivery, so that it is not forgotten too early', () => {
		const early: SeenList = [['a', now - 1000]];
		const late: SeenList = [['a', now - 10]];

		expect(mergeSeen(now, early, late)).toEqual(late);
		expect(mergeSeen(now, late, early)).toEqual(late);
	});

	it('remembers for as long as the sender repeats, and no longer', () => {
		const seen: SeenList = [
			['gone', now - rememberedSeconds - 1],
			['last', now - rememberedSeconds],
		];

		expect(mergeSeen(now, seen)).toEqual([['last', now - rememberedSeconds]]);
	});

	it('takes a time still to come for now, since it would outlive all others', () => {
		expect(mergeSeen(now, [['later', 1e300]])).toEqual([['later', now]]);
	});

	it('lets the oldest go when there are too many', () => {
		const seen = list(mostRemembered);

		const merged = mergeSeen(now, seen, [['new', now]]);

		expect(merged).toHaveLength(mostRemembered);
		expect(merged[0]).toEqual(['wh_1', now - mostRemembered + 1]);
		expect(merged.at(-1)).toEqual(['new', now]);
	});

	it('lets the newest stay even when they stand first in a list', () => {
		const backwards = [...list(mostRemembered + 1)].reverse();

		expect(mergeSeen(now, backwards).map(([id]) => id)).not.toContain('wh_0');
	});

	it('leaves the given lists as they are', () => {
		const seen = Object.freeze(list(2));

		mergeSeen(now, seen, [['new', now]]);

		expect(seen).toEqual(list(2));
	});
});
