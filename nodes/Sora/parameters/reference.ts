import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import type { Picture } from '../services/clipRequest';
import type { Server } from '../api/server';
import {
	checkReferenceImage,
	fetchReferenceImage,
	type ReferenceImage,
} from '../files/referenceImage';
import { largestImageBytes } from '../files/mediaType';
import { inputField, inputFileBytes, loadInputFile, readInputField } from './inputField';
import { readParameter, readText } from './read';

const choice: INodeProperties = {
	displayName: 'Reference Image',
	name: 'reference',
	type: 'options',
	options: [
		{ name: 'None', value: 'none' },
		{
			name: 'From Input Field',
			value: 'binary',
			description: 'A file that an earlier node has put into a binary field',
		},
		{
			name: 'From URL',
			value: 'url',
			description: 'An image that is open to everyone on the web',
		},
		{
			name: 'From File ID',
			value: 'fileId',
			description: 'A file uploaded to the server before',
		},
	],
	default: 'none',
	description: 'A JPEG, PNG or WebP image that the clip starts with',
};

const imageField = inputField('referenceField', { reference: ['binary'] });

const imageUrl: INodeProperties = {
	displayName: 'Image URL',
	name: 'referenceUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://example.com/first-frame.png',
	displayOptions: { show: { reference: ['url'] } },
};

const fileId: INodeProperties = {
	displayName: 'File ID',
	name: 'referenceFileId',
	type: 'string',
	default: '',
	placeholder: 'e.g. file-9f8e7d6c5b4a',
	displayOptions: { show: { reference: ['fileId'] } },
};

/** A still image the clip begins with. */
export const reference: INodeProperties[] = [choice, imageField, imageUrl, fileId];

/** Where the reference image comes from. Its bytes are loaded only when the item's turn comes. */
export type Reference =
	| { from: 'none' }
	| { from: 'binary'; field: string }
	| { from: 'url'; url: string }
	| { from: 'fileId'; fileId: string };

const choiceSchema = z
	.enum(['none', 'binary', 'url', 'fileId'])
	.or(z.literal('').transform(() => 'none' as const));

/** @throws SoraError `badInput` when the field, address or id is empty or the item has no such file */
export function readReference(context: IExecuteFunctions, itemIndex: number): Reference {
	const from = readParameter(context, itemIndex, choice, choiceSchema);
	switch (from) {
		case 'none':
			return { from };
		case 'binary':
			return { from, field: readInputField(context, itemIndex, imageField) };
		case 'url':
			return { from, url: readText(context, itemIndex, imageUrl) };
		case 'fileId':
			return { from, fileId: readText(context, itemIndex, fileId) };
	}
}

/** How large the image is, before it is loaded; of one from the web, how large it may be. */
export async function referenceBytes(
	context: IExecuteFunctions,
	itemIndex: number,
	source: Reference,
): Promise<number> {
	if (source.from === 'url') return largestImageBytes;
	return source.from === 'binary' ? await inputFileBytes(context, itemIndex, source.field) : 0;
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
	source: Reference,
	stop: AbortSignal,
): Promise<ReferenceImage | undefined> {
	if (source.from === 'url') return await fetchReferenceImage(server, source.url, stop);
	if (source.from !== 'binary') return undefined;
	const { bytes, fileName } = await loadInputFile(context, itemIndex, source.field);
	return checkReferenceImage(bytes, fileName);
}

/** The reference as it is asked for: a file where its bytes are at hand, else the file's id. */
export function pictureOf(
	source: Reference,
	image: ReferenceImage | undefined,
): Picture | undefined {
	if (image) return { upload: image.upload };
	return source.from === 'fileId' ? { fileId: source.fileId } : undefined;
}
