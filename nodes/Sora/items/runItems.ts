import type { INodeExecutionData } from 'n8n-workflow';

import { SoraError, cancelledError, toSoraError } from '../api/errors';
import { failureItem, runError } from './failures';
import type { NodeRun } from './run';

/** The work of one item, its parameters read and checked. */
export type ItemWork = () => Promise<INodeExecutionData[]>;

/** Reads and checks one item's parameters; may throw, may not cost anything. */
export type PrepareItem = (itemIndex: number) => Promise<ItemWork>;

interface Failure {
	error: SoraError;
	itemIndex: number;
}

/**
 * Runs one operation over all items: first every item is checked, then they run side by side
 * within the slots, and their output comes in input order.
 *
 * With continue-on-fail a failed item becomes an error item in its place. Without it the run ends:
 * nothing new is started, waiting is broken off, and only requests under way are awaited, so that
 * no paid render's id is missing in the error.
 *
 * @param stopRun makes `run.stop` fire
 * @throws NodeOperationError naming the item and all videos created
 */
export async function runItems(
	run: NodeRun,
	itemCount: number,
	prepare: PrepareItem,
	stopRun: () => void,
): Promise<INodeExecutionData[]> {
	const { context, created } = run;
	const goesOn = context.continueOnFail();
	let failure: Failure | undefined;
	const fail = (error: SoraError, itemIndex: number): INodeExecutionData[] => {
		if (goesOn && error.kind !== 'cancelled') return [failureItem(error, itemIndex, created)];
		failure ??= { error, itemIndex };
		stopRun();
		return [];
	};

	const works: Array<ItemWork | SoraError> = [];
	for (let itemIndex = 0; itemIndex < itemCount; itemIndex++) {
		const work = await prepare(itemIndex).catch(toSoraError);
		if (work instanceof SoraError && !goesOn) throw runError(context, work, itemIndex, created);
		works.push(work);
	}

	const output = await Promise.all(
		works.map(async (work, itemIndex) => {
			if (work instanceof SoraError) return fail(work, itemIndex);
			return await run.slots
				.use(async () => {
					if (run.stop.aborted || run.server.cancelSignal?.aborted) throw cancelledError();
					return await work();
				})
				.catch((error: unknown) => fail(toSoraError(error), itemIndex));
		}),
	);
	if (failure) throw runError(context, failure.error, failure.itemIndex, created);
	return output.flat();
}
