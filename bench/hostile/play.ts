import { performance } from 'node:perf_hooks';

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

/** What is seen of a row for which no time is left. */
const notPlayed: Seen = {
	outcome: 'not played: the time for all rows was over',
	asked: [],
	clips: 0,
	perSecond: 0,
};

/**
 * Plays rows one after the other, since they are measured. One that falls short by so little that a
 * busy machine may be to blame is played once more. Each row is cut at its own deadline, all of them
 * together after `limitMs`: what is left then falls short as not played.
 */
export async function playGroups(
	groups: readonly HostileGroup[],
	limitMs: number,
	onJudged: (judged: Judged) => void,
): Promise<Judged[]> {
	const player = openWarmPlayer();
	const endMs = performance.now() + limitMs;
	const play = async (row: HostileRow) =>
		performance.now() < endMs ? await playRow(player, row) : notPlayed;
	const all: Judged[] = [];
	try {
		for (const { title: group, rows } of groups) {
			for (const row of rows) {
				let seen = await play(row);
				const isDoubtful = (one: Seen) =>
					shortcomings(row, one, promised).length > 0 &&
					shortcomings(row, one, onBusyMachine).length === 0;
				if (isDoubtful(seen)) seen = await play(row);
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
