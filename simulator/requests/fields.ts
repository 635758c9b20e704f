import type { Call } from '../http/call';
import type { Json, JsonObject } from '../http/json';
import { Refusal } from '../http/refusal';
import type { RenderRequest } from '../renders/render';

export const longestPromptLength = 32_000;

/** A refusal in OpenAI's words, about one parameter. */
export function invalid(param: string, message: string, code: string | null): Refusal {
	return new Refusal('invalid', message, { param, ...(code === null ? {} : { code }) });
}

/** `invalid` for a value that is not among those a field takes. */
export function unsupportedValue(param: string, value: string, supported: string[]): Refusal {
	const quoted = supported.map((each) => `'${each}'`);
	const last = quoted.pop() ?? '';
	const list =
		quoted.length > 1 ? `${quoted.join(', ')}, and ${last}` : [...quoted, last].join(' and ');
	const message = `Invalid value: '${value}'. Supported values are: ${list}.`;
	return invalid(param, message, 'invalid_value');
}

/** The prompt, 1 to 32 000 characters. Throws Refusal. */
export function readPrompt(fields: JsonObject): string {
	const prompt = fields.prompt;
	if (prompt === undefined || prompt === null) {
		throw invalid('prompt', "Missing required parameter: 'prompt'.", 'missing_required_parameter');
	}
	if (typeof prompt !== 'string') throw wrongType('prompt', prompt, 'a string');
	if (prompt === '') {
		const message =
			"Invalid 'prompt': empty string. Expected a string with minimum length 1, but got an empty string instead.";
		throw invalid('prompt', message, 'empty_string');
	}
	if (prompt.length > longestPromptLength) {
		const message = `Invalid 'prompt': string too long. Expected a string with maximum length ${longestPromptLength}, but got a string with length ${prompt.length} instead.`;
		throw invalid('prompt', message, 'string_above_max_length');
	}
	return prompt;
}

/** A field that is a string or absent. Throws Refusal for another type. */
export function readText(fields: JsonObject, name: string): string | undefined {
	const value = fields[name];
	if (value === undefined || value === null) return undefined;
	if (typeof value === 'string') return value;
	throw wrongType(name, value, 'a string');
}

/** The seed as a number, whether it came as one or as form text. */
function readSeed(fields: JsonObject): number | null {
	const { seed } = fields;
	const isText = typeof seed === 'string' && /^-?\d+$/.test(seed);
	if (typeof seed === 'number') return seed;
	return isText ? Number(seed) : null;
}

export function wrongType(param: string, value: Json, expected: string): Refusal {
	const got = Array.isArray(value) ? 'an array' : value === null ? 'null' : `a ${typeof value}`;
	const message = `Invalid type for '${param}': expected ${expected}, but got ${got} instead.`;
	return invalid(param, message, 'invalid_type');
}

/**
 * A create out of what was read. The seed is the call's, and so are the fields beyond those that
 * are known, to which a server gives no meaning.
 */
export function createRequest(
	{ fields }: Call,
	known: readonly string[],
	read: Pick<RenderRequest, 'prompt' | 'model' | 'seconds' | 'size'> & Partial<RenderRequest>,
): RenderRequest {
	const extra = Object.fromEntries(
		Object.entries(fields).filter(([name]) => !known.includes(name)),
	);
	return {
		kind: 'create',
		seed: readSeed(fields),
		reference: null,
		lastFrame: null,
		references: [],
		costUsd: null,
		sourceId: null,
		extra,
		...read,
	};
}
