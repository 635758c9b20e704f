import { z } from 'zod';

import type { Field } from '../api/encoding';
import type { ClipSpec } from '../api/video';

const text = z.string().nullable().catch(null);
const seconds = z.coerce.number().positive().nullable().catch(null);

/** What a request says of its clip; null where it leaves the choice to the server. */
export function specOf(fields: readonly Field[]): ClipSpec {
	const sent = (key: string): unknown => {
		const field = fields.find((one) => one.key === key);
		if (field && 'value' in field) return field.value;
		return field && 'json' in field ? field.json : null;
	};
	return {
		prompt: text.parse(sent('prompt')),
		model: text.parse(sent('model')),
		seconds: sent('seconds') === null ? null : seconds.parse(sent('seconds')),
		size: text.parse(sent('size')),
	};
}
