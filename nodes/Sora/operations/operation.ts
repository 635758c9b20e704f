import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import type { ClipSpec } from '../services/video';
import type { NodeRun, Turn } from '../run/nodeRun';
import type { PreparedItem } from '../run/runItems';

/** One operation of the resource Video, as the node uses it. */
export interface Operation {
	/** Its entry in the list of operations. */
	option: INodePropertyOptions & { value: string };
	/** Its part of the form. */
	fields: INodeProperties[];
	/** Reads and checks one item's parameters; the work it gives is what may cost money. */
	prepare: (run: NodeRun, itemIndex: number) => Promise<PreparedItem>;
}

/** An operation as its file writes it down: what it shows, what it reads, what it does. */
interface OperationParts<Input> {
	option: Operation['option'];
	fields: INodeProperties[];
	read: (context: IExecuteFunctions, itemIndex: number) => Input;
	/** Refuses what does not fit the server; a SoraError of it is that of the item. */
	check?: ((run: NodeRun, input: Input) => Promise<void>) | undefined;
	/** For an operation that starts renders: how many for an item, and what they cost. */
	renders?: {
		versions: (input: Input) => number;
		clip: (run: NodeRun, input: Input) => Promise<ClipSpec>;
	};
	execute: (run: NodeRun, input: Input, turn: Turn) => Promise<INodeExecutionData[]>;
}

/** Makes an operation of its parts; its fields are shown for this operation only. */
export function defineOperation<Input>({
	option,
	fields,
	read,
	check,
	renders,
	execute,
}: OperationParts<Input>): Operation {
	return {
		option,
		fields: updateDisplayOptions(
			{ show: { resource: ['video'], operation: [option.value] } },
			fields,
		),
		prepare: async (run, itemIndex) => {
			const input = read(run.context, itemIndex);
			await check?.(run, input);
			return {
				versions: renders?.versions(input) ?? 1,
				clip: renders && (async () => await renders.clip(run, input)),
				work: async (turn) => await execute(run, input, turn),
			};
		},
	};
}
