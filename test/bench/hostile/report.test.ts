import { describeJudged, verdict, writeReport } from '../../../bench/hostile/report';
import type { Judged } from '../../../bench/hostile/play';
import type { Outcome } from '../../../test/hostile/player/messages';

const outcome: Outcome = {
	status: 'success',
	items: [],
	errors: [{ kind: 'badInput', message: 'No', advice: '' }],
	entries: 0,
	replies: {},
	seconds: 1,
	timers: 0,
	worstBlockMs: 17,
	grownMb: 70,
	keptMb: 0,
	storedChars: 1_000,
	longestText: 100,
	leaks: [],
};

const judged = (name: string, found: string[], of: Outcome | string = outcome): Judged => ({
	group: 'Files',
	row: { name, play: { operation: 'create' } },
	seen: { outcome: of, asked: [], clips: 0, perSecond: 1.23 },
	found,
});

it('gives the same table for figures that differ by a little', () => {
	const report = writeReport([judged('one', []), judged('two <x>', ['MB grown: 70, at most 64'])]);

	expect(report).toContain(
		'| Files | 2 | 2 | 1 | 0 | up to 250 ms | up to 256 MB | up to 4 a second | `badInput` 2 |',
	);
	expect(report).toContain('- two \\<x\\>: MB grown (at most 64)');
});

it('counts runs that never ended', () => {
	expect(writeReport([judged('one', ['it died'], 'it died')])).toContain(
		'| Files | 1 | 1 | 0 | 1 | – | – | – | – |',
	);
});

it('counts deliveries to the trigger, and those it refuses', () => {
	const replies = { '200 accepted': 1, '401 not accepted': 6 };
	const { seen, found } = judged('one', [], { ...outcome, errors: [], replies });
	const deliveries = Array.from({ length: 7 }, () => ({ id: 'wh_1', body: '{}', secrets: [] }));
	const steps = [{ do: 'activate' as const }, { do: 'deliver' as const, deliveries }];
	const row = { name: 'one', play: { operation: 'create' as const, trigger: { steps } } };

	expect(writeReport([{ group: 'Trigger', row, seen, found }])).toContain(
		'| Trigger | 1 | 7 | 1 | 0 | up to 250 ms | up to 256 MB | up to 4 a second | `401` 6 |',
	);
});

it('prints the measured figures of a row, and what is wrong with it', () => {
	expect(describeJudged(judged('one', ['MB grown: 70, at most 64']))).toBe(
		'FAIL Files › one: 17 ms blocked, 70 MB grown, 0 requests, 1.2 equal ones a second\n' +
			'       MB grown: 70, at most 64',
	);
});

it.each([
	{ found: [[]], says: 'All 1 rows hold.' },
	{ found: [[], ['it died']], says: '1 of 2 rows hold' },
])('says in a sentence how many rows hold: $says', ({ found, says }) => {
	expect(verdict(found.map((one) => judged('one', one)))).toContain(says);
});
