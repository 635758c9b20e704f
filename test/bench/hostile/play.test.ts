import { playGroups } from '../../../bench/hostile/play';
import { describeJudged } from '../../../bench/hostile/report';

it('plays nothing more, and says so, when the time for all rows is over', async () => {
	const rows = ['one', 'two'].map((name) => ({ name, play: { operation: 'create' as const } }));
	const lines: string[] = [];

	const all = await playGroups([{ title: 'Files', rows }], 0, (judged) => {
		lines.push(describeJudged(judged));
	});

	expect(all.map(({ found }) => found)).toEqual([
		['not played: the time for all rows was over'],
		['not played: the time for all rows was over'],
	]);
	expect(lines.join('\n')).toContain('FAIL Files › two: not played');
});
