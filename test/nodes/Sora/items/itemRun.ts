import type { NodeRun } from '../../../../nodes/Sora/items/run';
import { openRun } from '../../../../nodes/Sora/items/openRun';
import type { FakeOptions } from '../../../support/fakeContext';
import type { Lab } from '../lab';
import type { OpenedServer } from '../openAt';

const minutes = 60_000;
const limits = { giveUpAfterMs: 15 * minutes, giveUpQueuedAfterMs: 240 * minutes };

/** A node run at the server of a lab, and how to end it early. */
export async function openItemRun(
	lab: Lab,
	{ parallelRenders = 5, ...options }: FakeOptions & { parallelRenders?: number } = {},
): Promise<{ run: NodeRun; stopRun: () => void; opened: OpenedServer }> {
	const opened = await lab.open(options);
	const stop = new AbortController();
	const run = await openRun(opened.context, { ...limits, parallelRenders }, stop.signal);
	return { run, stopRun: () => stop.abort(), opened };
}
