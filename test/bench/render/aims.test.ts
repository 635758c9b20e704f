import { judge, transferRatio } from '../../../bench/render/aims';
import { batch, effort, load, pair, transfer, usage } from './figures';

it.each([
	{
		name: 'the largest batch over the ideal',
		results: { sideBySide: [pair({ batch: batch(1, 3), ours: effort(30) }), pair()] },
		expected: [{ measured: '1.20', met: true }],
	},
	{
		name: 'a batch that is too slow',
		results: { sideBySide: [pair({ ours: effort(4.6) })] },
		expected: [{ measured: '1.53', met: false }],
	},
	{
		name: 'status requests of the busiest run, and memory between the smallest and the largest',
		results: {
			load: [
				load({ effort: effort(21, 10) }),
				load({ batch: batch(1_000, 20), effort: effort(110, 1_100), usage: usage(500, 719) }),
			],
		},
		expected: [
			{ measured: '1.10', met: false },
			{ measured: '199 MB', met: true },
		],
	},
	{
		name: 'status requests by the length of the render',
		results: { load: [load({ batch: batch(10, 60), effort: effort(61, 30) })] },
		expected: [
			{ measured: '1.00', met: true },
			{ measured: '0 MB', met: true },
		],
	},
	{
		name: 'the worst growth of all rounds',
		results: { transfer: [transfer(), transfer({ usage: usage(500, 564) }), transfer()] },
		expected: [{ measured: '64 MB', met: false }],
	},
	{ name: 'nothing, where nothing was measured', results: {}, expected: [] },
])('judges $name', ({ results, expected }) => {
	expect(judge(results)).toEqual(expected.map((one) => expect.objectContaining(one) as object));
});

it('takes the middle round for the speed of the transfer', () => {
	const rounds = [4, 40, 8].map((oursSeconds) => transfer({ oursSeconds }));

	expect(transferRatio(rounds, 'bareSeconds')).toBe(0.5);
	expect(transferRatio(rounds, 'httpSeconds')).toBe(1.25);
});
