import type { IDisplayOptions, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { SoraError } from '../api/errors';
import { readText } from './read';

/** The name of a binary field of the input item; shown where its file is chosen as the source. */
export function inputField(name: string, show: IDisplayOptions['show']): INodeProperties {
	return {
		displayName: 'Input Data Field Name',
		name,
		type: 'string',
		default: 'data',
		hint: 'The name of the input field containing the binary file data to be processed',
		displayOptions: { show },
	};
}

/**
 * The name of an input field that really holds a file.
 *
 * @throws SoraError `badInput` naming the fields there are
 */
export function readInputField(
	context: IExecuteFunctions,
	itemIndex: number,
	parameter: INodeProperties,
): string {
	return requireInputFile(context, itemIndex, readText(context, itemIndex, parameter));
}

/**
 * The name of an input field, if it really holds a file.
 *
 * @throws SoraError `badInput` naming the fields there are
 */
export function requireInputFile(
	context: IExecuteFunctions,
	itemIndex: number,
	field: string,
): string {
	const binary = context.getInputData()[itemIndex]?.binary ?? {};
	if (Object.hasOwn(binary, field)) return field;
	const names = Object.keys(binary).map((known) => `"${known}"`);
	throw new SoraError('badInput', `The item has no file in the input field "${field}"`, {
		advice:
			names.length > 0
				? `The files of this item are in ${names.join(', ')}.`
				: 'This item has no files at all. Load one before this node, e.g. with HTTP Request or Read/Write Files.',
	});
}

/** How large the file of an input field is, without loading it. Not every engine writes it down. */
export async function inputFileBytes(
	context: IExecuteFunctions,
	itemIndex: number,
	field: string,
): Promise<number> {
	const { bytes, id, data } = context.helpers.assertBinaryData(itemIndex, field);
	if (bytes !== undefined) return Math.max(bytes, 0);
	if (id === undefined) return Buffer.byteLength(data, 'base64');
	return (await context.helpers.getBinaryMetadata(id)).fileSize;
}

/** The file of an input field, in memory; without a name it goes by that of its field. */
export async function loadInputFile(
	context: IExecuteFunctions,
	itemIndex: number,
	field: string,
): Promise<{ bytes: Buffer; fileName: string }> {
	const bytes = await context.helpers.getBinaryDataBuffer(itemIndex, field);
	const { fileName } = context.helpers.assertBinaryData(itemIndex, field);
	return { bytes, fileName: fileName ?? field };
}
