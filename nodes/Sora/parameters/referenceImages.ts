import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { SoraError } from '../api/errors';
import { inputField, requireInputFile } from './inputField';
import type { PictureSource } from './pictureSource';
import { optionalText, readParameter } from './read';

/** Models take three to nine; each one is held in memory while the request is sent. */
const mostImages = 10;

const field: INodeProperties = {
	...inputField('field', { from: ['binary'] }),
	displayName: 'Image Field',
};

const url: INodeProperties = {
	displayName: 'Image URL',
	name: 'url',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://example.com/product.png',
	displayOptions: { show: { from: ['url'] } },
};

/** Still images of what the clip is to show. */
export const referenceImages: INodeProperties = {
	displayName: 'Reference Images',
	name: 'referenceImages',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Image',
	default: {},
	description:
		'JPEG, PNG or WebP images of a person, a product or a style the clip is to show. Not every model can.',
	options: [
		{
			displayName: 'Image',
			name: 'image',
			values: [
				{
					displayName: 'From',
					name: 'from',
					type: 'options',
					options: [
						{ name: 'Input Field', value: 'binary' },
						{ name: 'URL', value: 'url' },
					],
					default: 'binary',
					description: 'Where the image comes from',
				},
				field,
				url,
			],
		},
	],
};

const entry = z.object({
	from: z.enum(['binary', 'url']).default('binary'),
	// An expression that gave nothing is no default.
	field: optionalText.default('data'),
	url: optionalText,
});

const schema = z
	.object({ image: z.union([z.array(entry), entry.transform((one) => [one])]).optional() })
	.nullish()
	.transform((images) => images?.image ?? [])
	.refine(
		(images) => images.length <= mostImages,
		`There can be ${mostImages} reference images at most`,
	);

/**
 * Where the reference images come from.
 *
 * @throws SoraError `badInput` when a field or an address is empty or the item has no such file
 */
export function readReferenceImages(
	context: IExecuteFunctions,
	itemIndex: number,
): PictureSource[] {
	return readParameter(context, itemIndex, referenceImages, schema).map((image, index) => {
		const chosen = image.from === 'url' ? url : field;
		const value = image.from === 'url' ? image.url : image.field;
		if (value === undefined) {
			throw new SoraError(
				'badInput',
				`The ${chosen.displayName} of reference image ${index + 1} is empty`,
				{ advice: 'If it comes from an expression, that gave nothing for this item.' },
			);
		}
		if (image.from === 'url') return { url: value };
		return { field: requireInputFile(context, itemIndex, value) };
	});
}
