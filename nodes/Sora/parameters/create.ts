import type { IExecuteFunctions } from 'n8n-workflow';

import type { Field } from '../api/encoding';
import { SoraError } from '../api/errors';
import type { Server } from '../api/server';
import type { ClipSpec } from '../api/video';
import type { ReferenceImage } from '../files/referenceImage';
import type { Delivery } from '../clip/deliver';
import type { RenderOptions, RenderRequest } from '../clip/renderOrder';
import { specOf } from './clipSpec';
import { readSeconds } from './duration';
import { readDelivery } from './files';
import { readModel } from './model';
import { readModelSettings } from './modelSettings';
import { readRendering, readSending } from './options';
import { readPrompt } from './prompt';
import { loadReference, readReference, referenceFields, type Reference } from './reference';
import { mergeFields, type Sending } from './sending';
import { readSize, type SizeChoice } from './size';

/** The parameters of Create for one item. */
export interface CreateInput {
	prompt: string;
	reference: Reference;
	size: SizeChoice;
	seconds: string | undefined;
	model: string | undefined;
	settings: Field[];
	sending: Sending;
	rendering: RenderOptions;
	delivery: Delivery;
}

/** @throws SoraError `badInput` */
export function readCreateInput(context: IExecuteFunctions, itemIndex: number): CreateInput {
	const input: CreateInput = {
		prompt: readPrompt(context, itemIndex, true),
		reference: readReference(context, itemIndex),
		size: readSize(context, itemIndex),
		seconds: readSeconds(context, itemIndex),
		model: readModel(context, itemIndex),
		settings: readModelSettings(context, itemIndex),
		sending: readSending(context, itemIndex),
		rendering: readRendering(context, itemIndex),
		delivery: readDelivery(context, itemIndex),
	};
	const hasImage = input.reference.from === 'binary' || input.reference.from === 'url';
	if (input.size === 'matchReference' && !hasImage) {
		throw new SoraError(
			'badInput',
			'Size is "Match Reference Image", but there is no image to match',
			{
				advice: 'Choose a Reference Image from an input field or a URL, or another Size.',
			},
		);
	}
	return input;
}

/**
 * Loads and checks the reference image and puts the request together; nothing is sent to the API.
 *
 * @throws SoraError `badInput`
 */
export async function buildCreateRequest(
	{ context, server }: { context: IExecuteFunctions; server: Server },
	input: CreateInput,
	itemIndex: number,
): Promise<RenderRequest> {
	const image = await loadReference(context, server, itemIndex, input.reference);
	const size = pixelSize(input.size, image);
	requireMatchingSize(input.model, size, image);
	const fields: Field[] = [
		{ key: 'prompt', value: input.prompt },
		...(input.model === undefined ? [] : [{ key: 'model', value: input.model }]),
		...(input.seconds === undefined ? [] : [{ key: 'seconds', value: input.seconds }]),
		...(size === undefined ? [] : [{ key: 'size', value: size }]),
		...referenceFields(input.reference, image),
		...input.settings,
	];
	const { extra, sendAs, limitMs } = input.sending;
	const merged = mergeFields(fields, extra);
	return {
		request: { endpoint: { name: 'create' }, fields: merged, sendAs, limitMs },
		spec: specOf(merged),
	};
}

/** The clip as far as its price goes: as it would be asked for. */
export async function createdClip(
	run: { context: IExecuteFunctions; server: Server },
	input: CreateInput,
	itemIndex: number,
): Promise<ClipSpec> {
	return (await buildCreateRequest(run, input, itemIndex)).spec;
}

function pixelSize(choice: SizeChoice, image: ReferenceImage | undefined): string | undefined {
	if (choice !== 'matchReference') return choice?.size;
	if (image?.width && image.height) return `${image.width}x${image.height}`;
	throw new SoraError('badInput', 'The pixel size of the reference image cannot be read', {
		advice: 'The file may be damaged. Choose the Size yourself, or convert the image first.',
	});
}

/** OpenAI answers 400 to an image of another size than the clip; other servers scale it. */
function requireMatchingSize(
	model: string | undefined,
	size: string | undefined,
	image: ReferenceImage | undefined,
): void {
	if (!model?.startsWith('sora') || !size || !image?.width || !image.height) return;
	const imageSize = `${image.width}x${image.height}`;
	if (imageSize === size) return;
	throw new SoraError(
		'badInput',
		`The reference image has ${imageSize} pixels, the video is to have ${size}`,
		{
			advice: `${model} wants both to be equal: resize or crop the image to ${size} with the Edit Image node, or choose another Size.`,
		},
	);
}
