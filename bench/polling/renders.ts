import { between, type Random } from './random';

/** A render that takes its time in the queue and then at work. */
export interface SimulatedRender {
	queueMs: number;
	renderMs: number;
	/** What the server shows while it works; `done` is the part of `renderMs` that has passed, 0 to 1. */
	progressAt: (done: number) => number | null;
}

/** How a server tells of progress. One call draws one render's way to tell it. */
export type Shape = (
	random: Random,
) => Pick<SimulatedRender, 'progressAt'> & { queuePart?: number };

const roundedTo = (step: number) => (done: number) => Math.floor((100 * done) / step) * step;

/** The ways in which servers tell of progress, by what the table calls them. */
export const shapes = {
	smooth: () => ({ progressAt: roundedTo(1) }),
	'slow start': (random) => {
		const bend = between(1, 2, random);
		return { progressAt: (done) => roundedTo(1)(done ** bend) };
	},
	'slow end': (random) => {
		const bend = between(1, 2, random);
		return { progressAt: (done) => roundedTo(1)(1 - (1 - done) ** bend) };
	},
	'in steps of 5': () => ({ progressAt: roundedTo(5) }),
	'in steps of 10': () => ({ progressAt: roundedTo(10) }),
	'99 for the last tenth': () => ({
		progressAt: (done) => Math.min(roundedTo(1)(done / 0.9), 99),
	}),
	'after time in the queue': (random) => ({
		queuePart: between(0.1, 1, random),
		progressAt: roundedTo(1),
	}),
	none: () => ({ progressAt: () => null }),
	'0, then 100': () => ({ progressAt: () => 0 }),
} satisfies Record<string, Shape>;

/** A render of this length whose progress has this shape. */
export function drawRender(shape: Shape, renderMs: number, random: Random): SimulatedRender {
	const { progressAt, queuePart = 0 } = shape(random);
	return { renderMs, queueMs: renderMs * queuePart, progressAt };
}

/** What the server shows after so much time. */
export function progressAfter(render: SimulatedRender, passedMs: number): number | null {
	const done = Math.max(passedMs - render.queueMs, 0) / render.renderMs;
	return done >= 1 ? 100 : render.progressAt(done);
}
