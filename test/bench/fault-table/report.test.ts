import { columns, describeRow } from '../../../bench/fault-table/describe';
import { verdict, writeReport } from '../../../bench/fault-table/report';
import type { Outcome } from '../../engine/faults/outcomes';

const error = { kind: 'notFound', message: 'Unknown: video_12ab at 127.0.0.1:80', advice: '' };

function outcome(changes: Partial<Outcome['seen']> = {}, shortcomings: string[] = []): Outcome {
	const seen = { wanted: 3, paid: 3, clips: 3, looks: 7, seconds: 14.2, errors: [], ...changes };
	return { group: 'A file is cut', row: 'at half', seen, shortcomings };
}

it.each<{ name: string; row: Outcome; cells: string[] }>([
	{
		name: 'a run in which every clip arrived',
		row: outcome(),
		cells: ['at half', '3', '3 of 3', '1.00', '7', '14', 'every clip'],
	},
	{
		name: 'an error, without what differs from run to run',
		row: outcome({ clips: 2, errors: [{ ...error, videoId: 'video_12ab' }] }),
		cells: [
			...['at half', '3', '2 of 3', '1.50', '7', '14'],
			'2 clips; error `notFound`, with the id: “Unknown: … at the server”',
		],
	},
	{
		name: 'equal errors once, and no ratio without a clip',
		row: outcome({
			clips: 0,
			errors: [error, { ...error, message: 'Unknown: video_34cd at 127.0.0.1:80' }],
		}),
		cells: [
			...['at half', '3', '0 of 3', '–', '7', '14'],
			'2 × error `notFound`: “Unknown: … at the server”',
		],
	},
	{
		name: 'a warning',
		row: outcome({ clips: 1, errors: [{ ...error, advice: 'The video may exist.' }] }),
		cells: [
			...['at half', '3', '1 of 3', '3.00', '7', '14'],
			'1 clip; error `notFound`: “Unknown: … at the server”, and that the video may exist',
		],
	},
	{
		name: 'a row that falls short',
		row: outcome({}, ['creates paid: 4 instead of 3']),
		cells: ['✗ at half', '3', '3 of 3', '1.00', '7', '14', 'every clip'],
	},
])('shows $name', ({ row, cells }) => {
	expect(describeRow(row)).toEqual(cells);
	expect(cells).toHaveLength(columns.length);
});

it('says how many rows hold', () => {
	expect(verdict([outcome(), outcome()])).toBe('All 2 rows hold.');
	expect(verdict([outcome(), outcome({}, ['late'])])).toMatch(/^1 of 2 rows hold/);
});

it('writes a table for each subject, and why a row falls short below it', () => {
	const other = { ...outcome({}, ['item 0: video_12ab | late']), group: 'A list is wrong' };

	const report = writeReport([outcome(), other]);

	expect(report.match(/^## .+$/gm)).toEqual(['## A file is cut', '## A list is wrong']);
	expect(report).toContain('\n| at half | 3 | 3 of 3 | 1.00 | 7 | 14 | every clip |');
	expect(report).toContain('✗ at half: item 0: … | late');
});
