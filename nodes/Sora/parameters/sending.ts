import { jsonParse, type IDataObject, type INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import type { SendAs } from '../services/clipRequest';
import type { Field } from '../services/fields';
import { eachOnce } from '../services/fields';
import { optionalText, timeLimitMs } from './read';

/** Part of the options. */
export const sendAs: INodeProperties = {
	displayName: 'Send As',
	name: 'sendAs',
	type: 'options',
	options: [
		{
			name: 'Automatic',
			value: 'automatic',
			description: 'What the server takes is found out and remembered for the run',
		},
		{ name: 'JSON', value: 'json' },
		{ name: 'Multipart Form', value: 'multipart' },
	],
	default: 'automatic',
	description: 'How the request is encoded',
};

/** Part of the options. */
export const requestTimeoutSeconds: INodeProperties = {
	displayName: 'Request Timeout (Seconds)',
	name: 'requestTimeoutSeconds',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 300,
	description:
		'How long the server may take to accept the render. Raise it for servers that render while the request is open.',
};

/** Part of the options. */
export const extraBodyFields: INodeProperties = {
	displayName: 'Extra Body Fields',
	name: 'extraBodyFields',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Field',
	default: {},
	description:
		'Fields that only your server knows, added to the request. A field that the node sends too is replaced.',
	options: [
		{
			displayName: 'Field',
			name: 'field',
			values: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. extra_params',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. {"flow_shift": 5}',
					description: 'Read as JSON where it is JSON (numbers, true, objects), otherwise as text',
				},
			],
		},
	],
};

/** How a request that starts a render is sent. */
export interface Sending {
	sendAs: SendAs;
	/** Time for the server's answer. */
	limitMs: number;
	extra: Field[];
}

/** A text that is JSON is sent as the value it means. */
const extraSchema = z
	.object({ field: z.array(z.object({ name: optionalText, value: z.unknown() })).optional() })
	.nullish()
	.transform((extra): Field[] => {
		const named = (extra?.field ?? []).flatMap(({ name, value }): Field[] =>
			name === undefined ? [] : [{ key: name, json: typed(value) }],
		);
		return eachOnce(named);
	});

/** The options that say how a request is sent. */
export const sendingSchema = z
	.object({
		sendAs: z.enum(['automatic', 'json', 'multipart']).default('automatic'),
		requestTimeoutSeconds: timeLimitMs(300),
		extraBodyFields: extraSchema,
	})
	.transform(
		({ sendAs: how, requestTimeoutSeconds: limitMs, extraBodyFields: extra }): Sending => ({
			sendAs: how,
			limitMs,
			extra,
		}),
	);

function typed(value: unknown): NonNullable<IDataObject[string]> {
	const text = typeof value === 'string' ? value : JSON.stringify(value ?? '');
	return jsonParse<NonNullable<IDataObject[string]> | null>(text, { fallbackValue: text }) ?? text;
}
