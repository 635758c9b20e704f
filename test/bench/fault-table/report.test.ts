import { describeRow } from '../../../bench/fault-table/describe';
import { verdict, writeReport } from '../../../bench/fault-table/report';
import type { Outcome } from '../../engine/faults/outcomes';

type SeenError = Outcome['seen']['errors'][number];

/** An error of a run, with the ids and the port of just that run. */
function errorOf(run: number, changes: Partial<SeenError> = {}): SeenError {
	const message = `Unknown: video_${run}2ab at 127.0.0.1:${run}`;
	return { kind: 'notFound', message, advice: '', ...changes };
}

function outcome(changes: Partial<Outcome['seen']> = {}, shortcomings: string[] = []): Outcome {
	const seen = { wanted: 3, paid: 3, clips: 3, errors: [], ...changes };
	return { group: 'A file is cut', row: 'at half', seen, shortcomings };
}

it.each<{ name: string; row: Outcome; cells: string[] }>([
	{
		name: 'each clip’s price, and whether the user is given the id',
		row: outcome({ clips: 2, errors: [errorOf(1, { videoId: 'video_12ab' })] }),
		cells: [
			'3',
			'2 of 3',
			'1.50',
			'2 clips; error `notFound`, with the id: “Unknown: … at the server”',
		],
	},
	{
		name: 'equal errors once, and no price without a clip',
		row: outcome({ clips: 0, errors: [errorOf(1), errorOf(2)] }),
		cells: ['3', '0 of 3', '–', '2 × error `notFound`: “Unknown: … at the server”'],
	},
	{
		name: 'a warning that a render may have been paid for',
		row: outcome({ clips: 1, errors: [errorOf(1, { advice: 'The video may exist.' })] }),
		cells: [
			...['3', '1 of 3', '3.00'],
			'1 clip; error `notFound`: “Unknown: … at the server”, and that the video may exist',
		],
	},
])('tells $name', ({ row, cells }) => {
	expect(describeRow(row)).toEqual(['at half', ...cells]);
});

it('is the same for two runs of one state', () => {
	const run = (number: number) => {
		const { message } = errorOf(number);
		return writeReport([outcome({ clips: 2, errors: [errorOf(number)] }, [message])]);
	};

	expect(run(2)).toBe(run(1));
});

it('lets no row that falls short pass for one that holds, and says why it does not', () => {
	const outcomes = [outcome(), outcome({}, ['creates paid: 4 instead of 3'])];

	expect(verdict(outcomes.slice(0, 1))).toBe('All 1 rows hold.');
	expect(verdict(outcomes)).toMatch(/^1 of 2 rows hold/);
	expect(writeReport(outcomes)).toMatch(/^\| ✗ at half /m);
	expect(writeReport(outcomes)).toContain('✗ at half: creates paid: 4 instead of 3');
});
