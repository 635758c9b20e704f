import type { INodeExecutionData } from 'n8n-workflow';

import { SoraError, toSoraError } from '../api/errors';
import type { NodeRun, Turn } from '../run/nodeRun';
import { deliver, type Delivery } from './deliver';
import { renderClip } from './renderClip';
import type { RenderOptions, RenderWish } from './renderOrder';

/**
 * One output item: its clip, rendered or taken up, with its files. A clip that was there before is
 * rendered anew only when the server itself says that its files are gone: clocks may be wrong, and
 * the clip is paid for.
 *
 * @throws SoraError
 */
export async function renderItem(
	run: NodeRun,
	turn: Turn,
	wish: RenderWish,
	rendering: RenderOptions,
	delivery: Delivery,
): Promise<INodeExecutionData> {
	const clip = await renderClip(run, turn, wish, rendering);
	const item = await deliver(run, turn, clip, delivery).catch(toSoraError);
	if (!(item instanceof SoraError)) return item;
	const wasThere = clip.facts.reused || clip.facts.resumed;
	if (!wasThere || !isGone(item)) throw item;
	run.memory.execution.forget(turn);
	run.memory.later.forgetRender(clip.video.id);
	run.sharing.forget(clip.video.id);
	await turn.slot.retake();
	return await deliver(run, turn, await renderClip(run, turn, wish, rendering), delivery);
}

function isGone({ kind, details: { status } }: SoraError): boolean {
	return kind === 'expired' || (kind === 'notFound' && (status === 404 || status === 410));
}
