import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import type { Delivery } from '../clip/deliver';
import { readDownloading } from './options';
import { readParameter } from './read';
import { readWait } from './wait';

const outputFiles: INodeProperties = {
	displayName: 'Files',
	name: 'outputFiles',
	type: 'multiOptions',
	options: [
		{ name: 'Spritesheet', value: 'spritesheet', description: 'A grid of frames, as JPEG' },
		{ name: 'Thumbnail', value: 'thumbnail', description: 'One frame, as WebP' },
		{ name: 'Video', value: 'video' },
	],
	default: ['video'],
	description:
		'Which files to return. Most self-hosted servers have the video only; what is missing is named in missingFiles.',
};

const outputField: INodeProperties = {
	displayName: 'Put Output File in Field',
	name: 'binaryPropertyName',
	type: 'string',
	default: 'data',
	hint: 'The name of the output binary field to put the file in',
	description:
		'Thumbnail and spritesheet, where chosen beside the video, go to the same name with _thumbnail and _spritesheet added',
};

/** Which files of a finished video to return, and where. */
export const files: INodeProperties[] = [outputFiles, outputField];

const variant = z.enum(['video', 'thumbnail', 'spritesheet']);
const variants = z
	.union([z.array(variant), variant.transform((one) => [one])])
	// In one order, so that the video comes first whatever was clicked first.
	.transform((chosen) => variant.options.filter((one) => chosen.includes(one)))
	.refine((chosen) => chosen.length > 0, 'Choose at least one file');
/** A name that every object has, such as `__proto__`, holds no file: the clip would be lost. */
const fieldName = z
	.string()
	.trim()
	.min(1, 'The name of the output field is missing')
	.refine(
		(name) => !(name in Object.prototype),
		(name) => ({ message: `A field cannot be called "${name}". Choose another name, e.g. data` }),
	);

/** @throws SoraError `badInput` */
export function readFiles(context: IExecuteFunctions, itemIndex: number): Omit<Delivery, 'wait'> {
	return {
		variants: readParameter(context, itemIndex, outputFiles, variants),
		field: readParameter(context, itemIndex, outputField, fieldName),
		...readDownloading(context, itemIndex),
	};
}

/** @throws SoraError `badInput` */
export function readDelivery(context: IExecuteFunctions, itemIndex: number): Delivery {
	if (readWait(context, itemIndex)) return { wait: true, ...readFiles(context, itemIndex) };
	// The fields are hidden without waiting, but a server that renders at once has a file all the same.
	const fields: Pick<Delivery, 'variants' | 'field'> = { variants: ['video'], field: 'data' };
	return { wait: false, ...fields, ...readDownloading(context, itemIndex) };
}
