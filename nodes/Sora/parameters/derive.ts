import { updateDisplayOptions, type IExecuteFunctions, type INodeProperties } from 'n8n-workflow';

import type { CreateEndpoint } from '../api/createRequest';
import type { Field } from '../api/encoding';
import type { Server } from '../api/server';
import { unknownClip, type ClipSpec } from '../api/video';
import { getVideo } from '../api/videos';
import type { Delivery } from '../clip/deliver';
import type { RenderOptions, RenderRequest } from '../clip/renderOrder';
import { readSeconds } from './duration';
import { files, readDelivery } from './files';
import { limitsOfRenders } from './limits';
import { readRendering, readSending, renderOptions } from './options';
import { readPrompt } from './prompt';
import { mergeFields, type Sending } from './sending';
import { readVideoId } from './videoId';
import { loadSourceFields, readVideoSource, type VideoSource } from './videoSource';
import { waitForCompletion } from './wait';

/** The end of the form of every operation that makes a new render out of an existing clip. */
export const derivedRender: INodeProperties[] = [
	waitForCompletion,
	...updateDisplayOptions({ show: { waitForCompletion: [true] } }, files),
	limitsOfRenders,
	renderOptions,
];

/** The parameters all operations share that make a new render out of an existing clip. */
export interface DeriveInput {
	prompt: string;
	sending: Sending;
	rendering: RenderOptions;
	delivery: Delivery;
}

/** The parameters of Remix. */
export interface RemixInput extends DeriveInput {
	videoId: string;
}

/** The parameters of Edit. */
export interface EditInput extends DeriveInput {
	source: VideoSource;
}

/** The parameters of Extend. */
export interface ExtendInput extends EditInput {
	seconds: string | undefined;
}

/** @throws SoraError `badInput` */
export function readRemixInput(context: IExecuteFunctions, itemIndex: number): RemixInput {
	return { ...readDeriveInput(context, itemIndex), videoId: readVideoId(context, itemIndex) };
}

/** @throws SoraError `badInput` */
export function readEditInput(context: IExecuteFunctions, itemIndex: number): EditInput {
	return { ...readDeriveInput(context, itemIndex), source: readVideoSource(context, itemIndex) };
}

/** @throws SoraError `badInput` */
export function readExtendInput(context: IExecuteFunctions, itemIndex: number): ExtendInput {
	return { ...readEditInput(context, itemIndex), seconds: readSeconds(context, itemIndex) };
}

/** A remix is as long as its source. */
export async function remixedClip(
	{ server }: { server: Server },
	{ videoId }: RemixInput,
): Promise<ClipSpec> {
	return (await getVideo(server, videoId)).video;
}

/** An edit is as long as its source; the length of an own file is not known. */
export async function editedClip(
	{ server }: { server: Server },
	{ source }: EditInput,
): Promise<ClipSpec> {
	if (source.from === 'id') return (await getVideo(server, source.videoId)).video;
	return { ...unknownClip, model: source.model ?? null };
}

/** Of an extension the added seconds are paid. */
export async function extendedClip(run: { server: Server }, input: ExtendInput): Promise<ClipSpec> {
	const seconds = input.seconds === undefined ? null : Number(input.seconds);
	return { ...(await editedClip(run, input)), seconds };
}

/** POST /videos/{id}/remix takes the prompt only. */
export function buildRemixRequest({ videoId, ...input }: RemixInput): RenderRequest {
	return build(input, { name: 'remix', videoId }, []);
}

/** POST /videos/edits: the source by its id, or as a file together with the model. */
export async function buildEditRequest(
	context: IExecuteFunctions,
	input: EditInput,
	itemIndex: number,
): Promise<RenderRequest> {
	const fields = await loadSourceFields(context, itemIndex, input.source);
	return build(input, { name: 'edit' }, fields);
}

/** POST /videos/extensions: the source, and the seconds to add. */
export async function buildExtendRequest(
	context: IExecuteFunctions,
	input: ExtendInput,
	itemIndex: number,
): Promise<RenderRequest> {
	const fields = await loadSourceFields(context, itemIndex, input.source);
	const { seconds } = input;
	if (seconds !== undefined) fields.push({ key: 'seconds', value: seconds });
	return build(input, { name: 'extend' }, fields);
}

function build(
	{ prompt, sending }: DeriveInput,
	endpoint: CreateEndpoint,
	fields: Field[],
): RenderRequest {
	return {
		request: {
			endpoint,
			fields: mergeFields([{ key: 'prompt', value: prompt }, ...fields], sending.extra),
			sendAs: sending.sendAs,
			limitMs: sending.limitMs,
		},
		spec: { ...unknownClip, prompt },
	};
}

function readDeriveInput(context: IExecuteFunctions, itemIndex: number): DeriveInput {
	return {
		prompt: readPrompt(context, itemIndex, false),
		sending: readSending(context, itemIndex),
		rendering: readRendering(context, itemIndex),
		delivery: readDelivery(context, itemIndex),
	};
}
