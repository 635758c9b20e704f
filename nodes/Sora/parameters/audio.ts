import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { readParameter } from './read';

/** Whether the clip has sound. */
export const audio: INodeProperties = {
	displayName: 'Audio',
	name: 'audio',
	type: 'options',
	options: [
		{ name: 'Automatic', value: 'automatic', description: 'As the model makes it by itself' },
		{ name: 'On', value: 'on', description: 'With sound' },
		{ name: 'Off', value: 'off', description: 'Without sound, which often costs less' },
	],
	default: 'automatic',
	description: 'Whether the clip has sound. Automatic leaves it to the server.',
};

const schema = z
	.union([z.boolean(), z.string().trim().toLowerCase()])
	.nullish()
	.transform((value) => (value === '' || value === 'automatic' ? undefined : value))
	.pipe(
		z
			.enum(['on', 'off', 'true', 'false'])
			.transform((word) => word === 'on' || word === 'true')
			.or(z.boolean())
			.nullish(),
	)
	.transform((value) => value ?? undefined);

/**
 * Whether sound is asked for; undefined for Automatic.
 *
 * @throws SoraError `badInput`
 */
export function readAudio(context: IExecuteFunctions, itemIndex: number): boolean | undefined {
	return readParameter(context, itemIndex, audio, schema);
}
