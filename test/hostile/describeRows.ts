import { onBusyMachine, shortcomings } from './judge';
import { reasonOf, rowsKnownToFail } from './knownToFail';
import { openWarmPlayer, playRow } from './play';
import type { HostileGroup } from './row';

/** Plays the rows that are meant for tests, one after the other. */
export function describeRows(groups: readonly HostileGroup[]): void {
	const player = openWarmPlayer();
	afterAll(() => player.close());

	describe.each(groups)('$title', ({ title, rows }) => {
		const tested = rows.filter(({ inTests }) => inTests);
		const names = tested.map(({ name }) => `${title} › ${name}`);

		it.each(tested)('$name', async (row) => {
			const found = shortcomings(row, await playRow(player, row), onBusyMachine);

			const reason = reasonOf(`${title} › ${row.name}`);
			if (reason === undefined) expect(found).toEqual([]);
			// A row that holds now must be taken off the list.
			else expect({ reason, found }).not.toEqual({ reason, found: [] });
		});

		it('knows every row that is known to fail', () => {
			const known = rowsKnownToFail.filter((name) => name.startsWith(`${title} › `));
			expect(names).toEqual(expect.arrayContaining(known));
		});
	});
}
