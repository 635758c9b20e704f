import { nextLook, type RenderView } from '../../../../nodes/Sora/follow/schedule';

/** A render that has just begun to be followed, at 0 ms. */
export const fresh: RenderView = {
	begunMs: 0,
	looks: [],
	polls: 0,
	wishMs: null,
	likeMs: [],
	fromList: false,
	deadlineMs: 900_000,
	shared: false,
};

/** A part of a view: looks as `[ms, progress]`. */
export const seen = (...looks: Array<[number, number | null]>) => ({
	looks: looks.map(([atMs, progress]) => ({ atMs, progress })),
	polls: looks.length,
});

/** 44 % after 4.4 s and 91 % after 9.1 s: the end is due after 9.9 to 10 s. */
export const nearItsEnd = seen([4_400, 44], [9_100, 91]);

/** The pause before the next look and the time it may be put off, in whole ms. */
export function plan(view: Partial<RenderView>, nowMs: number, random = 0) {
	const { dueMs, latestMs } = nextLook({ ...fresh, ...view }, nowMs, random);
	return { pauseMs: Math.round(dueMs - nowMs), slackMs: Math.round(latestMs - dueMs) };
}

/** A row of a table of pauses. */
interface PauseRow {
	name: string;
	view: Partial<RenderView>;
	nowMs?: number;
	random?: number;
	expected: number;
}

/** One test for each row. */
export function testPauses(rows: PauseRow[]): void {
	it.each(rows)('$name', ({ view, nowMs = 0, random, expected }) => {
		expect(plan(view, nowMs, random).pauseMs).toBe(expected);
	});
}
