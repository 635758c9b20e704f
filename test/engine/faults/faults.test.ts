import { stagePerTest } from '../stage';
import { shortcomings } from './judge';
import { noteOutcome } from './outcomes';
import { playRow } from './play';
import { faultGroups } from './rows';

const open = stagePerTest();

describe.each(faultGroups)('$title', ({ title, rows }) => {
	it.each(rows)('$name', async (row) => {
		const seen = await playRow(open, row);

		const found = shortcomings(row.expected, seen);
		await noteOutcome({ group: title, row: row.name, seen, shortcomings: found });
		expect(found).toEqual([]);
	});
});
