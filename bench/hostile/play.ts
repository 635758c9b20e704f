import { onBusyMachine, promised, shortcomings } from '../../test/hostile/judge';
import { openWarmPlayer, playRow } from '../../test/hostile/play';
import type { HostileGroup, HostileRow, Seen } from '../../test/hostile/row';

/** What came of a row, and in what it fell short. */
export interface Judged {
	group: string;
	row: HostileRow;
	seen: Seen;
	found: string[];
}

/**
 * Plays rows one after the other, since they are measured. One that falls short by so little that a
 * busy machine may be to blame is played once more.
 */
export async function playGroups(
	groups: readonly HostileGroup[],
	onJudged: (judged: Judged) => void,
): Promise<Judged[]> {
	const player = openWarmPlayer();
	const all: Judged[] = [];
	try {
		for (const { title: group, rows } of groups) {
			for (const row of rows) {
				let seen = await playRow(player, row);
				const isDoubtful = (one: Seen) =>
					shortcomings(row, one, promised).length > 0 &&
					shortcomings(row, one, onBusyMachine).length === 0;
				if (isDoubtful(seen)) seen = await playRow(player, row);
				const judged = { group, row, seen, found: shortcomings(row, seen, promised) };
				onJudged(judged);
				all.push(judged);
			}
		}
	} finally {
		player.close();
	}
	return all;
}
