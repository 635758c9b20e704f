import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';

import type { CreateEndpoint } from '../api/createRequest';
import type { Field } from '../api/encoding';
import type { Server } from '../api/server';
import { unknownClip, type ClipSpec } from '../api/video';
import { getVideo } from '../api/videos';
import type { Delivery } from '../clip/deliver';
import type { RenderOptions, RenderRequest } from '../clip/renderOrder';
import { readDelivery, readSending, type Sending } from './delivery';
import { mergeFields } from './extraFields';
import { readModel, readVideoId } from './ids';
import { readPrompt } from './promptParameter';
import { loadSourceVideo, readInputField } from './reference';
import { readParameter } from './read';
import { readRendering } from './rendering';
import { readSeconds } from './sizeAndDuration';

/** The clip an edit or an extension starts from. */
export type VideoSource =
	{ from: 'id'; videoId: string } | { from: 'binary'; field: string; model: string | undefined };

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
	return { ...readDeriveInput(context, itemIndex), source: readSource(context, itemIndex) };
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
	const fields = await sourceFields(context, input.source, itemIndex);
	return build(input, { name: 'edit' }, fields);
}

/** POST /videos/extensions: the source, and the seconds to add. */
export async function buildExtendRequest(
	context: IExecuteFunctions,
	input: ExtendInput,
	itemIndex: number,
): Promise<RenderRequest> {
	const fields = await sourceFields(context, input.source, itemIndex);
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

const sourceChoice = z.enum(['id', 'binary']);

function readSource(context: IExecuteFunctions, itemIndex: number): VideoSource {
	const from = readParameter(context, itemIndex, 'videoSource', 'Video Source', sourceChoice);
	if (from === 'id') return { from, videoId: readVideoId(context, itemIndex) };
	return {
		from,
		field: readInputField(context, itemIndex, 'videoField'),
		model: readModel(context, itemIndex),
	};
}

async function sourceFields(
	context: IExecuteFunctions,
	source: VideoSource,
	itemIndex: number,
): Promise<Field[]> {
	if (source.from === 'id') return [{ key: 'video', nested: { id: source.videoId } }];
	const upload = await loadSourceVideo(context, itemIndex, source.field);
	return [
		{ key: 'video', upload },
		...(source.model === undefined ? [] : [{ key: 'model', value: source.model }]),
	];
}
