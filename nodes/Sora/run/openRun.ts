import type { IExecuteFunctions } from 'n8n-workflow';

import { atMost } from '../api/atMost';
import { openServer } from '../services/openServer';
import type { SpendingLimits } from '../money/costs';
import { followRenders } from '../follow/follow';
import type { WaitLimits } from '../follow/watch';
import { openMemory } from '../memory/runMemory';
import { openBudget } from '../money/budget';
import { knownOffer } from '../services/models';
import { openCreates } from './creates';
import { noDeletions } from './deletions';
import type { NodeRun } from './nodeRun';
import { openSharing } from './sharing';
import { openSlots } from './slots';
import { openUploadRoom } from './uploadRoom';
import { openTally } from '../output/runSummary';

/** The limits of one node run. */
export interface RunLimits extends WaitLimits, SpendingLimits {
	parallelRenders: number;
}

/** Files fetched at the same time: more only share the same line. */
const mostFilesAtOnce = 10;

/** Of uploads. While it is encoded and sent, each takes about four times its size. */
const mostUploadBytes = 256 * 1024 ** 2;

/** Engines before 2.4x do not tell whether an agent calls; the type's name does on all of them. */
function worksForAgent(context: IExecuteFunctions): boolean {
	const byEngine = 'isToolExecution' in context && context.isToolExecution();
	return byEngine || context.getNode().type.endsWith('Tool');
}

/**
 * Opens a node run: the server of the credential, the slots, what follows the renders, and what
 * earlier tries and executions have left.
 *
 * @param stop ends the run early
 * @throws SoraError `badInput` when the credential has no usable address
 */
export async function openRun(
	context: IExecuteFunctions,
	limits: RunLimits,
	stop: AbortSignal,
): Promise<NodeRun> {
	const server = await openServer(context);
	const slots = openSlots(limits.parallelRenders);
	const memory = openMemory(context, server.baseUrl);
	return {
		context,
		server,
		slots,
		fileSlots: atMost(Math.min(limits.parallelRenders, mostFilesAtOnce)),
		uploadRoom: openUploadRoom(mostUploadBytes),
		creates: openCreates(server, slots, stop),
		follower: followRenders(server, limits, stop, (video) => {
			// Reaches the browser's console while somebody watches a manual run, and nobody else.
			const item = memory.created.itemOf(video.id);
			const where = item === undefined ? '' : ` (item ${item})`;
			context.sendMessageToUI(`${video.id}${where}: ${video.serverStatus}`);
		}),
		budget: openBudget(
			limits,
			memory.execution,
			memory.later,
			context.getTimezone(),
			(model) => knownOffer(server, model)?.rates,
		),
		memory,
		sharing: openSharing(),
		deletions: noDeletions(),
		tally: openTally(),
		stop,
		isTool: worksForAgent(context),
	};
}
