import type { IExecuteFunctions, INodeType, INodeTypeDescription } from 'n8n-workflow';

type Ends = Pick<INodeTypeDescription, 'group' | 'inputs' | 'outputs'>;

/** A node of n8n's own that hands its input on, for workflows that name it. */
function passOn(name: string, displayName: string, ends: Partial<Ends> = {}): INodeType {
	const description: INodeTypeDescription = {
		name,
		displayName,
		version: 1,
		description: displayName,
		defaults: { name: displayName },
		group: ['transform'],
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
		...ends,
	};
	return {
		description,
		async execute(this: IExecuteFunctions) {
			return [this.getInputData()];
		},
	};
}

export const stickyNote = 'n8n-nodes-base.stickyNote';

/**
 * The nodes of n8n-nodes-base that our workflow files use. The package itself has hundreds of nodes
 * and dependencies; these do nothing but pass items on, so that a stand-in loses nothing.
 */
export const standIns: Record<string, INodeType> = {
	'n8n-nodes-base.manualTrigger': passOn('manualTrigger', 'Manual Trigger', {
		group: ['trigger'],
		inputs: [],
	}),
	'n8n-nodes-base.noOp': passOn('noOp', 'No Operation, do nothing'),
	[stickyNote]: passOn('stickyNote', 'Sticky Note', { group: ['input'], inputs: [], outputs: [] }),
};
