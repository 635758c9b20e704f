import type { SoraError } from '../api/errors';
import type { ClipRequest } from './clipRequest';
import type { Field } from './fields';
import type { WritingFacts } from './service';

/** `jsonNumbers`: JSON with the duration as a number, which Dynamo insists on and OpenAI does not take. */
export type Encoding = 'json' | 'jsonNumbers' | 'multipart';

/**
 * The encodings to try, in this order. A file goes as multipart; without one what only JSON can carry
 * (a nested field, a field the server may not know from a form) goes as JSON; otherwise multipart is
 * tried first for a plain create, JSON for the others, whose body LiteLLM reads as JSON only.
 */
export function encodingsFor(
	{ kind, sendAs }: ClipRequest,
	fields: readonly Field[],
	{ encoding: preferred }: WritingFacts,
): Encoding[] {
	const hasFile = fields.some((field) => 'upload' in field || 'uploads' in field);
	// The API has no JSON form for a video file.
	if (fields.some((field) => 'upload' in field && field.upload.mimeType.startsWith('video/'))) {
		return ['multipart'];
	}
	if (sendAs === 'multipart') return ['multipart'];
	const asJson: Encoding[] = ['json', 'jsonNumbers'];
	if (sendAs === 'json') return preferred === 'jsonNumbers' ? ['jsonNumbers'] : asJson;
	// FastVideo drops the fields of a form that it does not know, but reads them from JSON.
	const needsJson = fields.some((field) => 'nested' in field || 'json' in field);
	const formFirst = hasFile || (kind === 'create' && !needsJson);
	const natural: Encoding[] = formFirst ? ['multipart', ...asJson] : [...asJson, 'multipart'];
	const known = natural.find((encoding) => encoding === preferred);
	return known ? [known, ...natural.filter((other) => other !== known)] : natural;
}

/** Whether a refusal asks for the duration as a number. */
export function wantsNumber(refusal: SoraError | undefined): boolean {
	const message = refusal?.message ?? '';
	return /seconds/i.test(message) && /integer|number|[iu]32/i.test(message);
}
