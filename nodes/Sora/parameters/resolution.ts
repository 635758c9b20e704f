import type { IExecuteFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { z } from 'zod';

import { readParameter } from './read';

// From coarse to fine.
const resolutions: INodePropertyOptions[] = [
	{
		name: 'Automatic',
		value: 'automatic',
		description: 'The cheapest the model offers, where that is known',
	},
	{ name: '480p (Draft)', value: '480p' },
	{ name: '720p (HD)', value: '720p' },
	{ name: '1080p (Full HD)', value: '1080p' },
	{ name: '4K (Ultra HD)', value: '4k' },
];

/** How fine the picture is. */
export const resolution: INodeProperties = {
	displayName: 'Resolution',
	name: 'resolution',
	type: 'options',
	options: resolutions,
	default: 'automatic',
	description:
		'How fine the picture is. Automatic takes the cheapest the model is known to offer, otherwise the server decides.',
	displayOptions: { hide: { aspectRatio: ['exact'] } },
};

const schema: z.ZodType<string | undefined, z.ZodTypeDef, unknown> = z
	.union([z.string(), z.number().transform(String), z.null()])
	.transform((value) => (value ?? '').trim().toLowerCase())
	.transform((value) => (value === '' || value === 'automatic' ? undefined : value))
	.pipe(
		z
			.string()
			.regex(/^([1-9]\d{1,4}p|[1-9]k)$/, 'A resolution is a word such as 720p or 4k')
			// One name for one thing, so that it is found among what a model offers.
			.transform((value) => (value === '2160p' ? '4k' : value))
			.optional(),
	);

/**
 * E.g. `720p`, `4k`; undefined for Automatic.
 *
 * @throws SoraError `badInput`
 */
export function readResolution(context: IExecuteFunctions, itemIndex: number): string | undefined {
	return readParameter(context, itemIndex, resolution, schema);
}
