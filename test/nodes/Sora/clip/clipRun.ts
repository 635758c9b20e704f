import type { IDataObject } from 'n8n-workflow';

import { renderClip } from '../../../../nodes/Sora/clip/renderClip';
import type { Rendered, RenderOptions, RenderWish } from '../../../../nodes/Sora/clip/renderOrder';
import type { NodeRun } from '../../../../nodes/Sora/run/nodeRun';
import type { FakeOptions } from '../../../support/fakeContext';
import type { Lab } from '../lab';
import { inTurn, openItemRun, optionsOf, orderOf, type ItemRun } from '../run/itemRun';

export const blocked = {
	status: 'failed',
	error: { code: 'moderation_blocked', message: 'Blocked' },
};
export const broken = { status: 'failed', error: { code: 'server_error', message: 'Oops' } };

/** One output: where it belongs, what it asks for, and how. */
export interface Wish extends Partial<RenderOptions> {
	itemIndex?: number;
	version?: number;
	order?: RenderWish;
}

/** Renders one output. */
export async function clip(run: NodeRun, wish: Wish = {}): Promise<Rendered> {
	const { itemIndex = 0, version = 1, order = orderOf(), ...changes } = wish;
	return await inTurn(run, async (turn) => await renderClip(run, turn, order, optionsOf(changes)), {
		itemIndex,
		version,
	});
}

/** The outcome of each wish in short: id and facts, or its error. */
export async function outcomes(lab: Lab, run: NodeRun, wishes: Wish[]): Promise<unknown[]> {
	const settled = wishes.map(
		async (wish) =>
			await clip(run, wish).then(
				({ video, facts: { tries, reused, resumed } }) => ({
					id: video.id,
					tries,
					reused,
					resumed,
				}),
				(error: unknown) => error,
			),
	);
	return await lab.run(Promise.all(settled));
}

/** The facts of a clip that was rendered once, for nobody else. */
export const fresh = { tries: 1, reused: false, resumed: false };

/** Matches an error of this kind. */
export const error = (kind: string) => expect.objectContaining({ kind }) as unknown;

/** A second try, with the notes of the first as n8n stores them. */
export async function secondTry(
	lab: Lab,
	{ opened }: ItemRun,
	options: FakeOptions = {},
): Promise<ItemRun> {
	const nodeContext = JSON.parse(JSON.stringify(opened.contexts.node)) as IDataObject;
	return await openItemRun(lab, { nodeContext, ...options });
}
