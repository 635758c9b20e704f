import { z } from 'zod';

import type { ClipRequest } from '../services/clipRequest';
import type { Field } from '../services/fields';
import { resolutionOf } from '../services/pixels';
import { unknownClip, type ClipSpec } from '../services/video';

const text = z.string().nullable().catch(null);

const specSchema = z.object({
	prompt: text,
	model: text,
	seconds: z.coerce.number().positive().nullable().catch(null),
	size: text,
	resolution: text,
});

/** What a request says of its clip; null where it leaves the choice to the server. */
export function specOf(request: ClipRequest): ClipSpec {
	const { kind, prompt, model = null, seconds = null, size = null, extra } = request;
	// Only a create says all of its clip: the seconds of an extension, say, are those added.
	if (kind !== 'create') {
		const ownPrompt = extra.filter(({ key }) => key === 'prompt');
		return withExtra({ ...unknownClip, prompt }, ownPrompt);
	}
	const resolution = request.resolution ?? resolutionOf(size);
	return withExtra(specSchema.parse({ prompt, model, seconds, size, resolution }), extra);
}

/** The clip as the user's own body fields make it. */
export function withExtra(clip: ClipSpec, extra: readonly Field[]): ClipSpec {
	const said = Object.fromEntries(extra.map((field) => [field.key, valueOf(field)]));
	const named = specSchema.parse({ ...clip, ...said });
	return 'size' in said ? { ...named, resolution: resolutionOf(named.size) } : named;
}

function valueOf(field: Field): unknown {
	if ('value' in field) return field.value;
	return 'json' in field ? field.json : null;
}
