import { SoraError } from '../../../../nodes/Sora/api/errors';
import { videoSchema, type Video } from '../../../../nodes/Sora/services/video';
import { openWatches } from '../../../../nodes/Sora/follow/watches';

const limits = { giveUpAfterMs: 900_000, giveUpQueuedAfterMs: 900_000 };
const kind = { model: 'm', size: '1x1', seconds: 4 };
const shown = (id: string, status = 'in_progress', more: object = {}): Video =>
	videoSchema.parse({ id, status, ...kind, ...more });
const past = [56, 64, 59].map((took, index) =>
	shown(`past${index}`, 'completed', { created_at: 9_000_000, completed_at: 9_000_000 + took }),
);

function open() {
	const clock = { ms: 0 };
	const told: string[] = [];
	const watches = openWatches(
		limits,
		() => clock.ms,
		({ id, status }) => void told.push(`${id} ${status}`),
	);
	return { clock, told, watches };
}

it('a render that has ended is given with what it took to notice', async () => {
	const { clock, watches, told } = open();
	const ended = watches.begin(shown('a'), true);
	clock.ms = 7_000;
	watches.count('a', 1);
	watches.count('a', 0.25);
	watches.see('a', shown('a', 'completed'), null);

	expect(await ended).toMatchObject({ video: { id: 'a' }, waitMs: 7_000, statusRequests: 1.25 });
	expect(told).toEqual(['a completed']);
	expect(watches.byId.size).toBe(0);
});

it('what is seen of a render nobody waits for does nothing', () => {
	const { watches, told } = open();
	watches.see('a', shown('a', 'completed'), 5_000);
	watches.miss('a', new SoraError('auth', 'x', { keyRefused: true }));
	watches.count('a', 1);

	expect(told).toEqual([]);
	expect(watches.wantsPast('a')).toBe(false);
});

it('a render is given up where its next look would be planned after the deadline', async () => {
	const { clock, watches } = open();
	const ended = watches.begin(shown('a'), true);
	clock.ms = 900_000;
	watches.plan(false);

	await expect(ended).rejects.toMatchObject({ kind: 'timeout', details: { videoId: 'a' } });
});

it('all waits end when the run is stopped', async () => {
	const { watches } = open();
	const ended = ['a', 'b'].map(async (id) => await watches.begin(shown(id), true));
	watches.cancel();

	for (const [index, end] of ended.entries()) {
		await expect(end).rejects.toMatchObject({
			kind: 'cancelled',
			details: { videoId: 'ab'[index] },
		});
	}
});

it('a pause the server asks for holds for a render that begins later', () => {
	const { watches } = open();
	void watches.begin(shown('a'), true);
	watches.see('a', shown('a'), 30_000);
	void watches.begin(shown('b'), true);
	watches.plan(false);

	expect(watches.byId.get('b')?.plan).toEqual({ dueMs: 30_000, latestMs: 30_000 });
});

describe('what the list shows of past renders', () => {
	it('is wanted as long as nothing tells of the end, and lets the next look be planned anew', () => {
		const { watches } = open();
		void watches.begin(shown('a'), true);
		watches.plan(false);

		expect(watches.wantsPast('a')).toBe(true);

		watches.notePast(past);

		expect(watches.wantsPast('a')).toBe(false);
		expect(watches.byId.get('a')?.plan).toBeNull();
	});

	it('leaves the plan as it is where it tells nothing', () => {
		const { watches } = open();
		void watches.begin(shown('a'), true);
		watches.plan(false);
		const plan = watches.byId.get('a')?.plan;
		watches.notePast(past.slice(1));

		expect(watches.byId.get('a')?.plan).toBe(plan);
		expect(plan).not.toBeNull();
	});
});
