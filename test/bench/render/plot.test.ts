import { buildPanels } from '../../../bench/render/plot';
import { batch, effort, load, pair } from './planted';

const sideBySide = [
	pair({ batch: batch(1, 20), idealSeconds: 20, ours: effort(21), theirs: effort(30) }),
	pair({ batch: batch(1, 3), idealSeconds: 3, ours: effort(3.5), theirs: effort(20) }),
	pair({ batch: batch(50, 3), idealSeconds: 3.1, theirs: effort(1_000), extrapolated: true }),
];
const large = load({ batch: batch(1_000, 20), idealSeconds: 100, effort: effort(110) });

it('draws what was measured, and goes on from its last point with what was not', () => {
	const [short, long] = buildPanels({ sideBySide, load: [load({ batch: batch(1, 20) }), large] });

	expect(short).toEqual({
		renderSeconds: 3,
		ours: [
			[1, 3.5],
			[50, 3.6],
		],
		ideal: [
			[1, 3],
			[50, 3.1],
		],
		measuredTheirs: [[1, 20]],
		extrapolatedTheirs: [
			[1, 20],
			[50, 1_000],
		],
	});
	expect(long).toMatchObject({
		ours: [
			[1, 21],
			[1_000, 110],
		],
		extrapolatedTheirs: [],
	});
});
