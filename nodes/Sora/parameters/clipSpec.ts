import { z } from 'zod';

import type { Field } from '../api/encoding';
import { unknownClip, type ClipSpec } from '../api/video';

const text = z.string().nullable().catch(null);

const specSchema = z.object({
	prompt: text,
	model: text,
	seconds: z.coerce.number().positive().nullable().catch(null),
	size: text,
});

/**
 * What the fields of a request say of its clip; null where they leave the choice to the server.
 *
 * @param known of the clip, where the fields say nothing
 */
export function specOf(fields: readonly Field[], known: ClipSpec = unknownClip): ClipSpec {
	const said = Object.fromEntries(fields.map((field) => [field.key, valueOf(field)]));
	return specSchema.parse({ ...known, ...said });
}

function valueOf(field: Field): unknown {
	if ('value' in field) return field.value;
	return 'json' in field ? field.json : null;
}
