import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';

import type { Field, Upload } from '../api/encoding';
import { SoraError } from '../api/errors';
import type { Server } from '../api/server';
import {
	checkReferenceImage,
	fetchReferenceImage,
	type ReferenceImage,
} from '../files/referenceImage';
import { checkSourceVideo } from '../files/sourceVideo';
import { optionalText, readParameter } from './read';

/** Where the reference image comes from. Its bytes are loaded only when the item's turn comes. */
export type Reference =
	| { from: 'none' }
	| { from: 'binary'; field: string }
	| { from: 'url'; url: string }
	| { from: 'fileId'; fileId: string };

const choice = z
	.enum(['none', 'binary', 'url', 'fileId'])
	.or(z.literal('').transform(() => 'none' as const));

/** @throws SoraError `badInput` when the field, address or id is empty or the item has no such file */
export function readReference(context: IExecuteFunctions, itemIndex: number): Reference {
	const from = readParameter(context, itemIndex, 'reference', 'Reference Image', choice);
	switch (from) {
		case 'none':
			return { from };
		case 'binary':
			return { from, field: readInputField(context, itemIndex, 'referenceField') };
		case 'url':
			return { from, url: required(context, itemIndex, 'referenceUrl', 'Image URL') };
		case 'fileId':
			return { from, fileId: required(context, itemIndex, 'referenceFileId', 'File ID') };
	}
}

/**
 * The name of an input field that really holds a file.
 *
 * @throws SoraError `badInput` naming the fields there are
 */
export function readInputField(
	context: IExecuteFunctions,
	itemIndex: number,
	name: string,
): string {
	const field = required(context, itemIndex, name, 'Input Data Field Name');
	const binary = context.getInputData()[itemIndex]?.binary ?? {};
	if (field in binary) return field;
	const names = Object.keys(binary).map((known) => `"${known}"`);
	throw new SoraError('badInput', `The item has no file in the input field "${field}"`, {
		advice:
			names.length > 0
				? `The files of this item are in ${names.join(', ')}.`
				: 'This item has no files at all. Load one before this node, e.g. with HTTP Request or Read/Write Files.',
	});
}

/**
 * Loads and checks the image.
 *
 * @returns undefined without an image of which the bytes are at hand
 * @throws SoraError `badInput`
 */
export async function loadReference(
	context: IExecuteFunctions,
	server: Server,
	itemIndex: number,
	reference: Reference,
): Promise<ReferenceImage | undefined> {
	if (reference.from === 'url') return await fetchReferenceImage(server, reference.url);
	if (reference.from !== 'binary') return undefined;
	const { bytes, fileName } = await readInputFile(context, itemIndex, reference.field);
	return checkReferenceImage(bytes, fileName);
}

/** The request field of a reference: a file where its bytes are at hand, else the file's id. */
export function referenceFields(reference: Reference, image: ReferenceImage | undefined): Field[] {
	if (image) return [{ key: 'input_reference', upload: image.upload }];
	if (reference.from !== 'fileId') return [];
	return [{ key: 'input_reference', nested: { file_id: reference.fileId } }];
}

/** A clip from an input field, checked by its bytes. */
export async function loadSourceVideo(
	context: IExecuteFunctions,
	itemIndex: number,
	field: string,
): Promise<Upload> {
	const { bytes, fileName } = await readInputFile(context, itemIndex, field);
	return checkSourceVideo(bytes, fileName);
}

async function readInputFile(
	context: IExecuteFunctions,
	itemIndex: number,
	field: string,
): Promise<{ bytes: Buffer; fileName: string }> {
	const bytes = await context.helpers.getBinaryDataBuffer(itemIndex, field);
	const { fileName } = context.helpers.assertBinaryData(itemIndex, field);
	return { bytes, fileName: fileName ?? field };
}

function required(
	context: IExecuteFunctions,
	itemIndex: number,
	name: string,
	label: string,
): string {
	const value = readParameter(context, itemIndex, name, label, optionalText);
	if (value !== undefined) return value;
	throw new SoraError('badInput', `"${label}" is empty`, {
		advice: 'If it comes from an expression, that gave nothing for this item.',
	});
}
