import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';

import type { SendAs } from '../api/createRequest';
import type { Field } from '../api/encoding';
import type { Delivery, FileChoice } from '../clip/deliver';
import { defaultFirstByteMs } from '../files/firstByte';
import { readExtraFields } from './extraFields';
import { optionalNumber, readParameter, toggle } from './read';

/** How a request that starts a render is sent. */
export interface Sending {
	sendAs: SendAs;
	/** Time for the server's answer. */
	limitMs: number;
	extra: Field[];
}

const variant = z.enum(['video', 'thumbnail', 'spritesheet']);
const variants = z
	.union([z.array(variant), variant.transform((one) => [one])])
	// In one order, so that the video comes first whatever was clicked first.
	.transform((chosen) => variant.options.filter((one) => chosen.includes(one)))
	.refine((chosen) => chosen.length > 0, 'Choose at least one file');
const fieldName = z.string().trim().min(1, 'The name of the output field is missing');

const defaultLimitSeconds = 300;

/** @throws SoraError `badInput` */
export function readWait(context: IExecuteFunctions, itemIndex: number): boolean {
	return readParameter(context, itemIndex, 'waitForCompletion', 'Wait for Completion', toggle);
}

/** @throws SoraError `badInput` */
export function readFileChoice(context: IExecuteFunctions, itemIndex: number): FileChoice {
	return {
		variants: readParameter(context, itemIndex, 'outputFiles', 'Files', variants),
		field: readParameter(
			context,
			itemIndex,
			'binaryPropertyName',
			'Put Output File in Field',
			fieldName,
		),
		firstByteMs: defaultFirstByteMs,
	};
}

const deleteSchema = z.object({ deleteAfterDownload: toggle });

/** @throws SoraError `badInput` */
export function readDeleteAfterDownload(context: IExecuteFunctions, itemIndex: number): boolean {
	return readParameter(context, itemIndex, 'options', 'Options', deleteSchema).deleteAfterDownload;
}

/** @throws SoraError `badInput` */
export function readDelivery(context: IExecuteFunctions, itemIndex: number): Delivery {
	const wait = readWait(context, itemIndex);
	// The fields are hidden without waiting, but a server that renders at once has a file all the same.
	const files: FileChoice = wait
		? readFileChoice(context, itemIndex)
		: { variants: ['video'], field: 'data', firstByteMs: defaultFirstByteMs };
	return { ...files, wait, deleteAfterDownload: readDeleteAfterDownload(context, itemIndex) };
}

const sendingSchema = z.object({
	sendAs: z.enum(['automatic', 'json', 'multipart']).default('automatic'),
	requestTimeoutSeconds: optionalNumber,
	extraBodyFields: z.unknown(),
});

/** @throws SoraError `badInput` */
export function readSending(context: IExecuteFunctions, itemIndex: number): Sending {
	const options = readParameter(context, itemIndex, 'options', 'Options', sendingSchema);
	return {
		sendAs: options.sendAs,
		limitMs: Math.max(options.requestTimeoutSeconds ?? defaultLimitSeconds, 1) * 1000,
		extra: readExtraFields(options.extraBodyFields),
	};
}
