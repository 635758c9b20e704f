import { SoraError, type ErrorDetails, type ErrorKind } from '../../../../nodes/Sora/api/errors';
import { videoSchema, type Video } from '../../../../nodes/Sora/services/video';
import {
	beginWatch,
	deadlineMs,
	gaveUp,
	noteLook,
	noteMiss,
	type Watch,
} from '../../../../nodes/Sora/follow/watch';

const limits = { giveUpAfterMs: 900_000, giveUpQueuedAfterMs: 3_600_000 };

const shown = (status: string, more: object = {}): Video =>
	videoSchema.parse({ id: 'v1', status, ...more });

const begin = (status = 'queued', more: object = {}): Watch =>
	beginWatch(shown(status, more), null, 1_000);

describe('the deadline of a render', () => {
	it.each<{ name: string; looks: Array<[status: string, atMs: number]>; expected: number }>([
		{ name: 'in the queue is that of the queue', looks: [], expected: 3_601_000 },
		{ name: 'that begins counts from then', looks: [['in_progress', 5_000]], expected: 905_000 },
		{
			name: 'that went back to the queue stays',
			looks: [
				['in_progress', 5_000],
				['queued', 9_000],
				['in_progress', 12_000],
			],
			expected: 905_000,
		},
	])('$name', ({ looks, expected }) => {
		const watch = begin();
		for (const [status, atMs] of looks) noteLook(watch, shown(status), null, atMs);

		expect(deadlineMs(watch, limits)).toBe(expected);
	});

	it('that had begun before counts from the first look', () => {
		expect(deadlineMs(begin('in_progress'), limits)).toBe(901_000);
	});
});

describe('a look', () => {
	it('of an older state, from a list that lags, changes nothing but the counts', () => {
		const watch = begin('in_progress', { progress: 50 });
		noteLook(watch, shown('queued', { progress: 0 }), 3_000, 2_000);

		expect(watch.video).toMatchObject({ status: 'in_progress', progress: 50 });
		expect(watch).toMatchObject({ looks: [], polls: 1, wishMs: 3_000 });
	});

	it('never takes an end back', () => {
		const watch = begin();
		noteLook(watch, shown('completed'), null, 2_000);
		noteLook(watch, shown('in_progress'), null, 3_000);

		expect(watch.video.status).toBe('completed');
	});

	it('keeps what is known and the id it was created with', () => {
		const watch = begin('queued', { prompt: 'a boat', seconds: '4' });
		noteLook(watch, { ...shown('in_progress'), id: 'other' }, null, 2_000);

		expect(watch.video).toMatchObject({ id: 'v1', prompt: 'a boat', seconds: 4 });
	});

	it('of a progress that stands still is kept once at its beginning and once at its end', () => {
		const watch = begin();
		[10, 10, 10, 10, 20].forEach((progress, index) =>
			noteLook(watch, shown('in_progress', { progress }), null, index),
		);

		expect(watch.looks).toEqual([
			{ atMs: 0, progress: 10 },
			{ atMs: 3, progress: 10 },
			{ atMs: 4, progress: 20 },
		]);
	});

	it('that went well makes up for those that did not', () => {
		const watch = begin();
		for (let times = 0; times < 5; times++) {
			expect(noteMiss(watch, new SoraError('badInput', 'x'), limits, times)).toBeUndefined();
			expect(noteMiss(watch, new SoraError('badInput', 'x'), limits, times)).toBeUndefined();
			noteLook(watch, shown('queued'), null, times);
		}
	});
});

describe('a look that went wrong', () => {
	const miss = (kind: ErrorKind, atMs: number[], details: ErrorDetails = {}) => {
		const watch = begin();
		const ends = atMs.map((ms) => noteMiss(watch, new SoraError(kind, 'x', details), limits, ms));
		return { watch, ends: ends.map((end) => end?.kind) };
	};

	it.each<{ name: string; kind: ErrorKind; details: ErrorDetails }>([
		{ name: 'a key the server refuses', kind: 'auth', details: { keyRefused: true } },
		{ name: 'a run that was stopped', kind: 'cancelled', details: {} },
	])('by $name ends the wait at once', ({ kind, details }) => {
		expect(miss(kind, [2_000], details).ends).toEqual([kind]);
	});

	it.each<ErrorKind>(['auth', 'badInput', 'notSupported', 'quota', 'policy'])(
		'by %s ends it when it comes three times in a row',
		(kind) => {
			expect(miss(kind, [2_000, 3_000, 4_000]).ends).toEqual([undefined, undefined, kind]);
		},
	);

	it('by a 404 is believed after a minute, when it comes three times', () => {
		const { ends } = miss('notFound', [2_000, 20_000, 40_000, 60_999, 61_000, 70_000, 80_000]);

		expect(ends).toEqual([...Array<undefined>(6).fill(undefined), 'notFound']);
	});

	it.each<ErrorKind>(['serverUnreachable', 'timeout', 'rateLimit', 'notReady'])(
		'by %s ends it only when it lasts as long as a render may',
		(kind) => {
			const atMs = [2_000, 100_000, 500_000, 901_999, 902_000];

			expect(miss(kind, atMs).ends).toEqual([...Array<undefined>(4).fill(undefined), kind]);
		},
	);

	it('asks for the pause the server names', () => {
		expect(miss('rateLimit', [2_000], { pauseMs: 9_000 }).watch).toMatchObject({
			polls: 1,
			wishMs: 9_000,
		});
		expect(miss('rateLimit', [2_000]).watch.wishMs).toBeNull();
	});
});

describe('a render that is given up says how to go on', () => {
	it.each([
		{ status: 'queued', says: "in the server's queue after 60 minutes", limit: 'Give Up Queued' },
		{ status: 'in_progress', says: 'has not ended after 15 minutes', limit: 'Give Up After' },
	])('$status', ({ status, says, limit }) => {
		expect(gaveUp(begin(status), limits)).toMatchObject({
			kind: 'timeout',
			message: expect.stringContaining(says) as string,
			details: { videoId: 'v1', advice: expect.stringContaining(limit) as string },
		});
	});
});
