import type { SimulatedRun } from './follow';
import { drawList } from './list';
import { between, logBetween, type Random } from './random';
import { drawRender, shapes, type SimulatedRender } from './renders';

/** How soon ends are noticed and what it takes; lags in percent of the render time. */
export interface Figures {
	medianLagPercent: number;
	p95LagPercent: number;
	requestsPerRender: number;
	/** By render and 20 s from its begin to its end. */
	requestsPerTwentySeconds: number;
}

/** Renders to be followed: many runs of the same kind. */
export interface PollingCase {
	group: string;
	name: string;
	draw: (random: Random) => SimulatedRun;
	parallel: number;
	paged: boolean;
	/** How many renders are followed, over all runs, where nothing else is asked for. */
	renders: number;
	/** Counts only some renders of a run. */
	counts?: (index: number) => boolean;
	/** What is asked of the schedule. */
	aims: Partial<Figures>;
}

type ShapeName = keyof typeof shapes;

/** Where these are shown, nothing tells of the end before it has come. */
const still: readonly ShapeName[] = ['none', '0, then 100'];
const lagAim = (shape: ShapeName) => (still.includes(shape) ? 10 : 2);

const singles = (Object.keys(shapes) as ShapeName[]).map((shape): PollingCase => ({
	group: 'One render of 10 to 300 s',
	name: `progress ${shape}`,
	draw: (random) => ({
		renders: [drawRender(shapes[shape], logBetween(10_000, 300_000, random), random)],
	}),
	parallel: 1,
	paged: false,
	renders: 4_000,
	aims: { medianLagPercent: lagAim(shape) },
}));

/** What the list shows of renders like the one that is followed, and how they differ. */
interface Likeness {
	name: string;
	/** How many like ones the list shows. */
	count: number;
	/** The render time, as a factor of what is usual for the kind. */
	factor: (random: Random) => number;
	/** Time in the queue, as a part of what is usual for the render time. */
	queue?: (random: Random) => number;
	/** By how much longer those in the list took than one takes now. */
	slower?: number;
	aims?: Partial<Figures>;
}

const listAims = { medianLagPercent: 5, p95LagPercent: 15 };
const about = (part: number) => (random: Random) => between(1 - part, 1 + part, random);
const withOdd = (random: Random) =>
	random() < 0.1 ? logBetween(0.4, 2.5, random) : about(0.15)(random);

const likenesses: readonly Likeness[] = [
	{ name: '20 like ones, ± 15 %', count: 20, factor: about(0.15) },
	{ name: '20 like ones, ± 30 %', count: 20, factor: about(0.3) },
	{ name: '3 like ones, ± 15 %', count: 3, factor: about(0.15) },
	{ name: '20 like ones, one in ten far off', count: 20, factor: withOdd },
	{
		name: '20 like ones, up to as long in a queue again',
		count: 20,
		factor: about(0.15),
		queue: (random) => between(0, 1, random),
		aims: { medianLagPercent: 10, p95LagPercent: 15 },
	},
	{
		name: '20 like ones, all took twice as long',
		count: 20,
		factor: about(0.15),
		slower: 2,
		aims: { medianLagPercent: 10 },
	},
	{
		name: '20 like ones, all took five times as long',
		count: 20,
		factor: about(0.15),
		slower: 5,
		aims: {},
	},
	{
		name: 'none like it',
		count: 0,
		factor: about(0.15),
		aims: { medianLagPercent: 10 },
	},
];

const foreseen = likenesses.map(
	({ name, count, factor, queue = () => 0, slower = 1, aims = listAims }): PollingCase => {
		const drawLike = (usualMs: number, random: Random): SimulatedRender => ({
			...drawRender(shapes.none, usualMs * factor(random), random),
			queueMs: usualMs * queue(random),
		});
		return {
			group: 'One render of about 10 to 300 s without progress, on a server with a list',
			name,
			draw: (random) => {
				const usualMs = logBetween(10_000, 300_000, random);
				const like = Array.from({ length: count }, () => drawLike(slower * usualMs, random));
				return { renders: [drawLike(usualMs, random)], list: drawList(like, random) };
			},
			parallel: 1,
			paged: false,
			renders: 4_000,
			aims,
		};
	},
);

const waveSize = 4;

function drawWaves(random: Random): SimulatedRun {
	const aboutMs = logBetween(10_000, 300_000, random);
	const renders = Array.from({ length: 5 * waveSize }, () =>
		drawRender(shapes.none, aboutMs * between(0.9, 1.1, random), random),
	);
	return { renders };
}

const waves = [true, false].map((isFirst): PollingCase => ({
	group: 'Waves of 4 like renders of 10 to 300 s, ± 10 %, no progress',
	name: isFirst ? 'first wave' : 'later waves',
	draw: drawWaves,
	parallel: waveSize,
	paged: false,
	renders: 4_000,
	counts: (index) => index < waveSize === isFirst,
	aims: { medianLagPercent: 10 },
}));

/** The length of the renders in a batch, each between these as likely as any other. */
interface Span {
	fromSeconds: number;
	toSeconds: number;
}

function composeBatch(size: number, parallel: number, span: Span, shape: ShapeName): PollingCase {
	const { fromSeconds, toSeconds } = span;
	const drawOne = (random: Random) =>
		drawRender(shapes[shape], between(fromSeconds, toSeconds, random) * 1_000, random);
	const length = fromSeconds === toSeconds ? fromSeconds : `${fromSeconds} to ${toSeconds}`;
	return {
		group: `Batches of ${size}, ${parallel === size ? 'all' : parallel} at a time, by pages of the list`,
		name: `${length} s, progress ${shape}`,
		draw: (random) => ({ renders: Array.from({ length: size }, () => drawOne(random)) }),
		parallel,
		paged: true,
		renders: 2_000,
		aims: {
			medianLagPercent: lagAim(shape),
			...(size === 100 && { requestsPerRender: 0.3 }),
			requestsPerTwentySeconds: 1,
		},
	};
}

const spans: readonly Span[] = [
	{ fromSeconds: 20, toSeconds: 40 },
	{ fromSeconds: 100, toSeconds: 140 },
];
const batches = [100, 50, 5].flatMap((parallel) =>
	spans.flatMap((span) =>
		(['smooth', 'in steps of 10', 'none'] as const).map((shape) =>
			composeBatch(100, parallel, span, shape),
		),
	),
);

const equalBatches = [3, 20].flatMap((seconds) =>
	(['smooth', 'none'] as const).map((shape) =>
		composeBatch(50, 50, { fromSeconds: seconds, toSeconds: seconds }, shape),
	),
);

const wideBatches = [
	composeBatch(100, 100, { fromSeconds: 20, toSeconds: 40 }, 'after time in the queue'),
	composeBatch(100, 100, { fromSeconds: 10, toSeconds: 300 }, 'smooth'),
	composeBatch(100, 100, { fromSeconds: 10, toSeconds: 300 }, 'none'),
].map((batch) => ({
	...batch,
	group: 'Batches of 100 whose renders end far apart, all at a time',
}));

/** All that is simulated, in the order of the table. */
export const pollingCases: readonly PollingCase[] = [
	...singles,
	...foreseen,
	...waves,
	...equalBatches,
	...batches,
	...wideBatches,
];
