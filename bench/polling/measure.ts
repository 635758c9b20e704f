import { nextLook } from '../../nodes/Sora/follow/schedule';
import type { Figures, PollingCase } from './cases';
import { followRun, type Noticed, type Schedule } from './follow';
import { plainBackoff } from './plain';
import { seededRandom } from './random';

/** A case followed by our schedule, and by the backoff alone with a request for each look. */
export interface Comparison {
	polling: PollingCase;
	ours: Figures;
	plain: Figures;
}

const drawSeed = 20_261_121;
const jitterSeed = 5;

function summarize(noticed: readonly Noticed[]): Figures {
	const lags = noticed.map(({ lagMs, render }) => (100 * lagMs) / render.renderMs);
	const sorted = lags.sort((a, b) => a - b);
	const at = (part: number) => sorted[Math.floor(part * sorted.length)] ?? Number.NaN;
	const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
	const requests = sum(noticed.map((one) => one.requests));
	const seconds = sum(noticed.map(({ render }) => (render.queueMs + render.renderMs) / 1_000));
	return {
		medianLagPercent: at(0.5),
		p95LagPercent: at(0.95),
		requestsPerRender: requests / noticed.length,
		requestsPerTwentySeconds: requests / (seconds / 20),
	};
}

function followCase(
	{ draw, parallel, paged, counts = () => true }: PollingCase,
	schedule: Schedule,
	renders: number,
): Figures {
	const drawing = seededRandom(drawSeed);
	const jitter = seededRandom(jitterSeed);
	const noticed: Noticed[] = [];
	for (let followed = 0; followed < renders;) {
		const run = draw(drawing);
		followed += run.renders.length;
		const found = followRun(run, { schedule, parallel, paged }, jitter);
		noticed.push(...found.filter(({ index }) => counts(index)));
	}
	return summarize(noticed);
}

/** The same renders, each asked for by itself and nothing known of others. */
function withoutList(polling: PollingCase): PollingCase {
	return {
		...polling,
		paged: false,
		draw: (random) => ({ renders: polling.draw(random).renders }),
	};
}

/** @param renders to be followed over all runs; the same every time for the same number */
export function comparePolling(polling: PollingCase, renders = polling.renders): Comparison {
	return {
		polling,
		ours: followCase(polling, nextLook, renders),
		plain: followCase(withoutList(polling), plainBackoff, renders),
	};
}

const aimNames: Array<[keyof Figures, string]> = [
	['medianLagPercent', 'lag'],
	['p95LagPercent', 'p95'],
	['requestsPerRender', 'per render'],
	['requestsPerTwentySeconds', 'per 20 s'],
];

/** Which aims of a case our schedule misses. */
export function missedAims({ polling: { aims }, ours }: Comparison): string[] {
	return aimNames
		.filter(([figure]) => ours[figure] > (aims[figure] ?? Infinity))
		.map(([, name]) => name);
}
