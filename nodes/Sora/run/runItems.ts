import type { INodeExecutionData } from 'n8n-workflow';

import { SoraError, cancelledError, toSoraError } from '../api/errors';
import type { PlannedItem } from '../money/budget';
import { failureItem, runError } from '../output/errorItem';
import type { NodeRun, Turn } from './nodeRun';

/** One item, its parameters read and checked. */
export interface PreparedItem {
	/** Outputs to be made, each by a turn of its own. */
	versions: number;
	/** What the renders it starts will cost; undefined for an item that starts none. */
	clip?: PlannedItem['clip'];
	work: (turn: Turn) => Promise<INodeExecutionData[]>;
}

/** Reads and checks one item's parameters; may throw, may not cost anything. */
export type PrepareItem = (itemIndex: number) => Promise<PreparedItem>;

interface Failure {
	error: SoraError;
	itemIndex: number;
}

/**
 * Runs one operation over all items: first every item is checked and the cost of all is weighed,
 * then they run side by side within the slots, and their output comes in input order.
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
	const { context } = run;
	const { created } = run.memory;
	const goesOn = context.continueOnFail();
	let failure: Failure | undefined;
	let failed = 0;
	let revoked: SoraError | undefined;
	const fail = (error: SoraError, itemIndex: number): INodeExecutionData[] => {
		failed++;
		if (error.details.keyRefused) revoked ??= error;
		if (goesOn && error.kind !== 'cancelled') return [failureItem(error, itemIndex, created)];
		failure ??= { error, itemIndex };
		stopRun();
		return [];
	};

	const items = await prepareAll(run, itemCount, prepare);
	const turns = items.flatMap((item, itemIndex) => {
		if (item instanceof SoraError) return [Promise.resolve(fail(item, itemIndex))];
		return Array.from({ length: item.versions }, async (_none, version) =>
			run.slots
				.use(async (slot) => {
					if (run.stop.aborted || run.server.cancelSignal?.aborted) throw cancelledError();
					// A key refused once is refused for all: servers lock accounts that keep trying.
					if (revoked) throw withoutVideo(revoked);
					return await item.work({ itemIndex, version: version + 1, slot });
				})
				.catch((error: unknown) => fail(toSoraError(error), itemIndex)),
		);
	});
	const output = await Promise.all(turns);
	if (failure) throw runError(context, failure.error, failure.itemIndex, created);
	await conclude(run, failed);
	return output.flat();
}

/**
 * All items read, checked and weighed, each bad one as its error.
 *
 * @throws NodeOperationError for the first bad one, where that ends the run
 */
async function prepareAll(
	run: NodeRun,
	itemCount: number,
	prepare: PrepareItem,
): Promise<Array<PreparedItem | SoraError>> {
	const { context } = run;
	const { created } = run.memory;
	const goesOn = context.continueOnFail();
	const items: Array<PreparedItem | SoraError> = [];
	for (let itemIndex = 0; itemIndex < itemCount; itemIndex++) {
		const item = await prepare(itemIndex).catch(toSoraError);
		if (item instanceof SoraError && !goesOn) throw runError(context, item, itemIndex, created);
		items.push(item);
	}
	const weighed = await run.budget.plan(plannedOf(items)).catch(toSoraError);
	if (weighed instanceof SoraError) {
		if (!goesOn) throw runError(context, weighed, undefined, created);
		return items.map((item) => (item instanceof SoraError ? item : weighed));
	}
	return items.map((item, itemIndex) => {
		const error = weighed.get(itemIndex);
		if (error && !goesOn) throw runError(context, error, itemIndex, created);
		return error ?? item;
	});
}

function withoutVideo({ kind, message, details }: SoraError): SoraError {
	const { videoId: _videoId, ...rest } = details;
	return new SoraError(kind, message, rest);
}

function plannedOf(items: ReadonlyArray<PreparedItem | SoraError>): PlannedItem[] {
	return items.flatMap((item, itemIndex) =>
		item instanceof SoraError || !item.clip
			? []
			: [{ itemIndex, versions: item.versions, clip: item.clip }],
	);
}

/** What waits for the end of a run: nothing of it may be needed by another try any more. */
async function conclude(run: NodeRun, failed: number): Promise<void> {
	const { context, server, memory } = run;
	const isTriedAgain = failed > 0 && context.getNode().retryOnFail === true;
	if (!isTriedAgain) await run.deletions.run(server, memory);
	if (failed === 0) run.memory.execution.clear();
	const message = run.tally.sentence(failed);
	if (message !== undefined) context.addExecutionHints({ message, location: 'outputPane' });
}
