import { openRun, type RunLimits } from '../../../../nodes/Sora/run/openRun';
import type {
	RenderOptions,
	RenderRequest,
	RenderWish,
} from '../../../../nodes/Sora/clip/renderOrder';
import type { NodeRun, Turn } from '../../../../nodes/Sora/run/nodeRun';
import { specOf } from '../../../../nodes/Sora/parameters/clipSpec';
import type { FakeOptions } from '../../../support/fakeContext';
import type { Lab } from '../lab';
import type { OpenedServer } from '../openAt';

const minutes = 60_000;
const limits = { giveUpAfterMs: 15 * minutes, giveUpQueuedAfterMs: 240 * minutes };

/** A run, how to end it early, and what it did to its surroundings. */
export interface ItemRun {
	run: NodeRun;
	stopRun: () => void;
	opened: OpenedServer;
}

/** A node run at the server of a lab. */
export async function openItemRun(
	lab: Lab,
	{
		parallelRenders = 5,
		spending = {},
		...options
	}: FakeOptions & { parallelRenders?: number; spending?: Partial<RunLimits> } = {},
): Promise<ItemRun> {
	const opened = await lab.open(options);
	const stop = new AbortController();
	const all = { ...limits, parallelRenders, ...spending };
	const run = await openRun(opened.context, all, stop.signal);
	return { run, stopRun: () => stop.abort(), opened };
}

/** Does the work of one output in a slot of the run. */
export async function inTurn<T>(
	run: NodeRun,
	work: (turn: Turn) => Promise<T>,
	place: Partial<Pick<Turn, 'itemIndex' | 'version'>> = {},
): Promise<T> {
	return await run.slots.use(
		async (slot) => await work({ itemIndex: 0, version: 1, slot, ...place }),
	);
}

/** A create of a clip, as JSON. */
export function requestOf(changes: Record<string, string> = {}): RenderRequest {
	const asked = { prompt: 'a boat', model: 'wan', seconds: '4', size: '640x360', ...changes };
	const sending = { extra: [], sendAs: 'json', limitMs: 300_000 } as const;
	const request = { kind: 'create', ...asked, ...sending } as const;
	return { request, spec: specOf(request) };
}

/** A wish for such a clip. */
export function orderOf(changes: Record<string, string> = {}): RenderWish {
	const request = requestOf(changes);
	return wishFor(request);
}

/** A wish for this request, whose files are that large. */
export function wishFor(request: RenderRequest, uploadBytes = 0): RenderWish {
	return {
		spec: request.spec,
		uploadBytes: async () => await Promise.resolve(uploadBytes),
		build: async () => await Promise.resolve(request),
	};
}

/** A form in which no option is set. */
export function optionsOf(changes: Partial<RenderOptions> = {}): RenderOptions {
	return {
		wait: true,
		versions: 1,
		renderAgain: 0,
		retryCreate: false,
		reuseWithinMs: 0,
		deleteWhenStopped: false,
		...changes,
	};
}
