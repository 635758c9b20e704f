import type { IExecuteFunctions } from 'n8n-workflow';

import { openServer } from '../api/server';
import { followRenders, type WaitLimits } from '../render/follow';
import { noCreatedVideos } from './createdVideos';
import type { NodeRun } from './run';
import { openSlots } from './slots';

/** Engines before 2.4x do not tell whether an agent calls; the type's name does on all of them. */
function worksForAgent(context: IExecuteFunctions): boolean {
	const byEngine = 'isToolExecution' in context && context.isToolExecution();
	return byEngine || context.getNode().type.endsWith('Tool');
}

/**
 * Opens a node run: the server of the credential, the slots, and what follows the renders.
 *
 * @param stop ends the run early
 * @throws SoraError `badInput` when the credential has no usable address
 */
export async function openRun(
	context: IExecuteFunctions,
	limits: WaitLimits & { parallelRenders: number },
	stop: AbortSignal,
): Promise<NodeRun> {
	const server = await openServer(context);
	return {
		context,
		server,
		slots: openSlots(limits.parallelRenders),
		follower: followRenders(server, limits, stop),
		created: noCreatedVideos(),
		encodings: {},
		stop,
		isTool: worksForAgent(context),
	};
}
