import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';

import type { ClipRequest } from '../services/clipRequest';
import { unknownClip, type ClipSpec } from '../services/video';
import type { Delivery } from '../clip/deliver';
import { renderItem } from '../clip/renderItem';
import type { RenderOptions, RenderRequest } from '../clip/renderOrder';
import { specOf, withExtra } from '../parameters/clipSpec';
import { files, readDelivery } from '../parameters/files';
import { limitsOfRenders } from '../parameters/limits';
import { readRendering, readSending, renderOptions } from '../parameters/options';
import type { Sending } from '../parameters/sending';
import { waitForCompletion } from '../parameters/wait';
import type { NodeRun, Turn } from '../run/nodeRun';
import { defineOperation, type Operation } from './operation';

/** What the operations that start a render do not share. */
interface RenderParts<Own extends { prompt: string }> {
	option: Operation['option'];
	/** The form before Wait for Completion. */
	head: INodeProperties[];
	/** The form between the files and the limits. */
	details?: INodeProperties[];
	read: (context: IExecuteFunctions, itemIndex: number) => Own;
	/** How large the files are that go along, before they are loaded; left out where there are none. */
	uploadBytes?: (context: IExecuteFunctions, own: Own, itemIndex: number) => Promise<number>;
	/** Refuses what the server or its model does not offer, before anything is sent for any item. */
	check?: (run: NodeRun, own: Own) => Promise<void>;
	/** What is wanted; loads the files that go along. */
	request: (run: NodeRun, own: Own, itemIndex: number) => Promise<Omit<ClipRequest, keyof Sending>>;
	/** The clip, as far as its price goes; may ask the server for the one it starts from. */
	clip: (run: NodeRun, own: Own) => Promise<ClipSpec>;
}

interface RenderInput<Own> {
	own: Own;
	sending: Sending;
	rendering: RenderOptions;
	delivery: Delivery;
}

/** Makes an operation that starts a render, follows it and returns its files. */
export function renderOperation<Own extends { prompt: string }>(
	parts: RenderParts<Own>,
): Operation {
	const read = (context: IExecuteFunctions, itemIndex: number): RenderInput<Own> => ({
		own: parts.read(context, itemIndex),
		sending: readSending(context, itemIndex),
		rendering: readRendering(context, itemIndex),
		delivery: readDelivery(context, itemIndex),
	});

	const build = async (
		run: NodeRun,
		{ own, sending }: RenderInput<Own>,
		itemIndex: number,
	): Promise<RenderRequest> => {
		const request = { ...(await parts.request(run, own, itemIndex)), ...sending };
		return { request, spec: specOf(request) };
	};

	const execute = async (
		run: NodeRun,
		input: RenderInput<Own>,
		turn: Turn,
	): Promise<INodeExecutionData[]> => {
		const wish = {
			spec: { ...unknownClip, prompt: input.own.prompt },
			uploadBytes: async () =>
				(await parts.uploadBytes?.(run.context, input.own, turn.itemIndex)) ?? 0,
			build: async () => await build(run, input, turn.itemIndex),
		};
		return [await renderItem(run, turn, wish, input.rendering, input.delivery)];
	};

	return defineOperation({
		option: parts.option,
		fields: [
			...parts.head,
			waitForCompletion,
			...updateDisplayOptions({ show: { waitForCompletion: [true] } }, files),
			...(parts.details ?? []),
			limitsOfRenders,
			renderOptions,
		],
		read,
		check: async (run, { own }) => await parts.check?.(run, own),
		renders: {
			versions: ({ rendering }) => rendering.versions,
			clip: async (run, { own, sending }) => withExtra(await parts.clip(run, own), sending.extra),
		},
		execute,
	});
}
