import { SoraError, type ErrorDetails, type ErrorKind } from '../../../../nodes/Sora/api/errors';
import { videoSchema } from '../../../../nodes/Sora/services/video';
import { openListTrust, type ListTrust } from '../../../../nodes/Sora/follow/listTrust';
import type { ListLook } from '../../../../nodes/Sora/follow/look';

const shown = (id: string, status = 'in_progress') => videoSchema.parse({ id, status });

/** A look that showed these renders, running where nothing else is said. */
function look(ids: string[], changes: Partial<ListLook> = {}): ListLook {
	const found = new Map(ids.map((id) => [id, shown(id)]));
	return {
		found,
		missing: [],
		listed: [...found.values()],
		requests: 1,
		problem: undefined,
		sentMs: 0,
		pollAfterMs: null,
		...changes,
	};
}

const failed = (kind: ErrorKind, details: ErrorDetails = {}) =>
	look([], { problem: new SoraError(kind, 'x', details) });

/** Whether the list is asked for five renders. */
const isUseful = (trust: ListTrust, nowMs = 0) => trust.isUseful(5, nowMs);

it('the list serves three renders or more', () => {
	const trust = openListTrust();

	expect([2, 3, 300].map((count) => trust.isUseful(count, 0))).toEqual([false, true, true]);
});

describe('a list is left alone', () => {
	it.each([
		{
			name: 'for half a minute when it fails',
			bad: failed('serverUnreachable'),
			restMs: 30_000,
		},
		{
			name: 'for half a minute when it shows next to nothing',
			bad: look(['a', 'b']),
			restMs: 30_000,
		},
		{
			name: 'as long as the server asks for',
			bad: failed('rateLimit', { pauseMs: 120_000 }),
			restMs: 120_000,
		},
	])('$name', ({ bad, restMs }) => {
		const trust = openListTrust();
		trust.judge(bad, 1_000);

		expect(isUseful(trust, 1_000 + restMs - 1)).toBe(false);
		expect(isUseful(trust, 1_000 + restMs)).toBe(true);
	});

	it.each([
		{ name: 'after three failures', bad: Array<ListLook>(3).fill(failed('serverUnreachable')) },
		{ name: 'when there is none', bad: [failed('notSupported')] },
	])('for good $name', ({ bad }) => {
		const trust = openListTrust();
		for (const one of bad) trust.judge(one, 0);

		expect(isUseful(trust, 3_600_000)).toBe(false);
	});
});

describe('a list is checked by a render that was seen by itself to have ended', () => {
	const probed = (status: string) => {
		const trust = openListTrust();
		trust.beginProbe('a');
		trust.endProbe({ id: 'a', found: shown('a', status), pollAfterMs: null }, 10_000);
		return trust;
	};

	it('two seconds later, in case it ended just after the last look', () => {
		expect(probed('completed').check()).toEqual({ id: 'a', fromMs: 12_000 });
	});

	it('and is left for good when it shows that one as running', () => {
		const trust = probed('completed');

		expect(trust.judge(look(['a', 'b', 'c'], { sentMs: 12_000 }), 12_100)).toBe(true);
		expect(isUseful(trust, 3_600_000)).toBe(false);
		expect(trust.check()).toBeNull();
	});

	it.each([
		{ name: 'it shows the end', found: [shown('a', 'completed'), shown('b'), shown('c')] },
		{ name: 'it does not show that render any more', found: [shown('b'), shown('c'), shown('d')] },
	])('and goes on to serve when $name', ({ found }) => {
		const trust = probed('completed');
		const answer = look([], { sentMs: 12_000, found: new Map(found.map((one) => [one.id, one])) });

		expect(trust.judge(answer, 12_100)).toBe(false);
		expect(isUseful(trust, 12_100)).toBe(true);
		expect(trust.check()).toBeNull();
	});

	it('but not by a look that was sent too early', () => {
		const trust = probed('completed');

		expect(trust.judge(look(['a', 'b', 'c'], { sentMs: 11_999 }), 13_000)).toBe(false);
		expect(trust.check()).toEqual({ id: 'a', fromMs: 12_000 });
	});

	it('and not at all by one that runs, or cannot be seen', () => {
		const trust = openListTrust();
		trust.beginProbe('a');
		const found = new SoraError('serverUnreachable', 'x');
		trust.endProbe({ id: 'a', found, pollAfterMs: null }, 0);

		expect(trust.check()).toBeNull();
		expect(probed('in_progress').check()).toBeNull();
	});

	it('which no look at another render does', () => {
		const trust = openListTrust();
		trust.beginProbe('a');
		trust.endProbe({ id: 'b', found: shown('b', 'completed'), pollAfterMs: null }, 0);

		expect(trust.check()).toBeNull();
	});
});

describe('a render is looked up by itself as well', () => {
	const afterLooks = (count: number) => {
		const trust = openListTrust();
		for (let looks = 0; looks < count; looks++) trust.judge(look(['a', 'b', 'c']), 0);
		return trust;
	};

	it('now and then, sooner where the list stands still', () => {
		const counts = Array.from({ length: 10 }, (_none, index) => index + 1);
		const wanted = (hasMoved: boolean) =>
			counts.filter((count) => afterLooks(count).wantsProbe(hasMoved));

		expect(wanted(true)).toEqual([5, 10]);
		expect(wanted(false)).toEqual([2, 4, 6, 8, 10]);
	});

	it('but one at a time', () => {
		const trust = afterLooks(2);
		trust.beginProbe('a');

		expect(trust.wantsProbe(false)).toBe(false);

		trust.endProbe({ id: 'a', found: shown('a'), pollAfterMs: null }, 0);

		expect(trust.wantsProbe(false)).toBe(true);
	});
});
