import { onBusyMachine, shortcomings } from './judge';
import { openWarmPlayer, playRow } from './play';
import type { HostileGroup } from './row';

/** Plays the rows that are meant for tests, one after the other. */
export function describeRows(groups: readonly HostileGroup[]): void {
	const player = openWarmPlayer();
	afterAll(() => player.close());

	describe.each(groups)('$title', ({ rows }) => {
		const tested = rows.filter(({ inTests }) => inTests);

		it.each(tested)('$name', async (row) => {
			expect(shortcomings(row, await playRow(player, row), onBusyMachine)).toEqual([]);
		});
	});
}
