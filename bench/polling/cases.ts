import { between, logBetween, type Random } from './random';
import { drawRender, shapes, type SimulatedRender } from './renders';

/** What is asked of the schedule; lags in percent of the render time. */
export interface Aims {
	medianLagPercent: number;
	requestsPerRender: number;
	/** By render and 20 s from its begin to its end. */
	requestsPerTwentySeconds: number;
}

/** Renders to be followed: many runs of the same kind. */
export interface PollingCase {
	group: string;
	name: string;
	/** The renders of one run, in the order of their begin. */
	draw: (random: Random) => SimulatedRender[];
	parallel: number;
	paged: boolean;
	/** How many renders are followed, over all runs, where nothing else is asked for. */
	renders: number;
	/** Counts only some renders of a run. */
	counts?: (index: number) => boolean;
	aims: Partial<Aims>;
}

type ShapeName = keyof typeof shapes;

/** Where these are shown, nothing tells of the end before it has come. */
const still: readonly ShapeName[] = ['none', '0, then 100'];
const lagAim = (shape: ShapeName) => (still.includes(shape) ? 10 : 2);

const singles = (Object.keys(shapes) as ShapeName[]).map((shape): PollingCase => ({
	group: 'One render of 10 to 300 s',
	name: `progress ${shape}`,
	draw: (random) => [drawRender(shapes[shape], logBetween(10_000, 300_000, random), random)],
	parallel: 1,
	paged: false,
	renders: 4_000,
	aims: { medianLagPercent: lagAim(shape) },
}));

const waveSize = 4;

function drawWaves(random: Random): SimulatedRender[] {
	const aboutMs = logBetween(10_000, 300_000, random);
	return Array.from({ length: 5 * waveSize }, () =>
		drawRender(shapes.none, aboutMs * between(0.9, 1.1, random), random),
	);
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
		draw: (random) => Array.from({ length: size }, () => drawOne(random)),
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
	...waves,
	...equalBatches,
	...batches,
	...wideBatches,
];
