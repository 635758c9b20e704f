import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { SoraError } from '../api/errors';
import type { Shape } from './aspectRatio';
import { inputField, readInputField } from './inputField';
import type { PictureSource } from './pictureSource';
import { readParameter, readText } from './read';

/** The fields of one frame: where its image comes from, and there which. */
interface FrameFields {
	choice: INodeProperties;
	field: INodeProperties;
	url: INodeProperties;
	fileId: INodeProperties;
}

function frameFields(displayName: string, name: string, description: string): FrameFields {
	const shownFor = (from: string) => ({ show: { [name]: [from] } });
	return {
		choice: {
			displayName,
			name,
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
			description,
		},
		field: {
			...inputField(`${name}Field`, shownFor('binary').show),
			displayName: `${displayName} Field`,
		},
		url: {
			displayName: `${displayName} URL`,
			name: `${name}Url`,
			type: 'string',
			default: '',
			placeholder: 'e.g. https://example.com/frame.png',
			displayOptions: shownFor('url'),
		},
		fileId: {
			displayName: `${displayName} File ID`,
			name: `${name}FileId`,
			type: 'string',
			default: '',
			placeholder: 'e.g. file-9f8e7d6c5b4a',
			displayOptions: shownFor('fileId'),
		},
	};
}

const first = frameFields(
	'First Frame',
	'firstFrame',
	'A JPEG, PNG or WebP image that the clip starts with',
);

const last = frameFields(
	'Last Frame',
	'lastFrame',
	'A JPEG, PNG or WebP image that the clip ends with. Not every model can.',
);

const formOf = ({ choice, field, url, fileId }: FrameFields) => [choice, field, url, fileId];

/** A still image the clip begins with. */
export const firstFrame: INodeProperties[] = formOf(first);

/** A still image the clip ends with. */
export const lastFrame: INodeProperties[] = formOf(last);

const choiceSchema = z
	.enum(['none', 'binary', 'url', 'fileId'])
	.or(z.literal('').transform(() => 'none' as const));

/**
 * Where the first frame comes from; undefined for none.
 *
 * @throws SoraError `badInput` when the field, address or id is empty or the item has no such file
 */
export function readFirstFrame(
	context: IExecuteFunctions,
	itemIndex: number,
): PictureSource | undefined {
	return readFrame(context, itemIndex, first);
}

/** As `readFirstFrame`, for the last frame. */
export function readLastFrame(
	context: IExecuteFunctions,
	itemIndex: number,
): PictureSource | undefined {
	return readFrame(context, itemIndex, last);
}

function readFrame(
	context: IExecuteFunctions,
	itemIndex: number,
	{ choice, field, url, fileId }: FrameFields,
): PictureSource | undefined {
	switch (readParameter(context, itemIndex, choice, choiceSchema)) {
		case 'none':
			return undefined;
		case 'binary':
			return { field: readInputField(context, itemIndex, field) };
		case 'url':
			return { url: readText(context, itemIndex, url) };
		case 'fileId':
			return { fileId: readText(context, itemIndex, fileId) };
	}
}

/** @throws SoraError `badInput` when the shape is to be that of a first frame, and none is at hand */
export function requireFrameToMatch(shape: Shape, source: PictureSource | undefined): void {
	if (!shape.matchesFirstFrame || (source && !('fileId' in source))) return;
	throw new SoraError(
		'badInput',
		'Aspect Ratio is "Match First Frame", but there is no image to match',
		{
			advice: 'Choose a First Frame from an input field or a URL, or another Aspect Ratio.',
		},
	);
}

/** @throws SoraError `badInput` when the shape is to be that of a first frame which does not tell it */
export function requireFramePixels(shape: Shape, pixels: string | undefined): void {
	if (!shape.matchesFirstFrame || pixels !== undefined) return;
	throw new SoraError('badInput', 'The pixel size of the First Frame cannot be read', {
		advice:
			'The file may be damaged. Choose the Aspect Ratio yourself, or convert the image first.',
	});
}
