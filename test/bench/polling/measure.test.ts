import { pollingCases } from '../../../bench/polling/cases';
import { comparePolling, missedAims } from '../../../bench/polling/measure';

/** As many as give steady figures in a moment; `npm run bench:polling` follows ten to twenty times more. */
const renders = 200;
const comparisons = pollingCases.map((polling) => ({
	...comparePolling(polling, renders),
	name: `${polling.group}: ${polling.name}`,
}));
const batches = comparisons.filter(({ polling }) => polling.paged);
const alone = comparisons.filter(({ polling }) => !polling.paged);

describe('a simulated run of renders', () => {
	it.each(comparisons)('notices their ends as soon as it should: $name', (comparison) => {
		expect(missedAims(comparison)).not.toContain('lag');
		expect(missedAims(comparison)).not.toContain('p95');
	});

	it.each(alone)('asks hardly more often than by backoff: $name', ({ ours, plain }) => {
		expect(ours.requestsPerRender).toBeLessThanOrEqual(1.35 * plain.requestsPerRender);
	});

	it.each(batches)('asks far less often than by backoff: $name', ({ ours, plain }) => {
		expect(ours.requestsPerRender).toBeLessThanOrEqual(0.4 * plain.requestsPerRender);
	});

	it.each([
		'20 to 40 s, progress smooth',
		'20 to 40 s, progress in steps of 10',
		'20 to 40 s, progress none',
		'100 to 140 s, progress smooth',
	])('costs at most 0.3 requests per render, 100 at a time: %s', (name) => {
		const all = batches.find(({ polling }) => polling.parallel === 100 && polling.name === name);

		expect(all?.ours.requestsPerRender).toBeLessThanOrEqual(0.3);
	});

	it('is the same every time', () => {
		const [polling] = pollingCases;

		expect(polling && comparePolling(polling, 50)).toEqual(polling && comparePolling(polling, 50));
	});
});
