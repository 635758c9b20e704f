import { type Answer, answerJson } from '../http/answer';
import type { Json, JsonObject } from '../http/json';
import { Refusal, type RefusalKind } from '../http/refusal';
import { openaiStatuses } from './openai';

/** Statuses of servers built with FastAPI, where they do not choose another one. */
export const fastApiStatuses: typeof openaiStatuses = { ...openaiStatuses, unfinished: 409 };

/** A refusal as FastAPI words it: `detail` with a sentence, or with the list of its validation. */
export function refuseAsFastApi(
	refusal: Refusal,
	words: Partial<Record<RefusalKind, string>>,
): Answer {
	const { kind, message, details } = refusal;
	if (details.problem) return answerJson({ detail: [details.problem] }, 422);
	const status = details.status ?? fastApiStatuses[kind];
	return answerJson({ detail: frameworkWords[kind] ?? words[kind] ?? message }, status);
}

const frameworkWords: Partial<Record<RefusalKind, string>> = {
	noRoute: 'Not Found',
	noMethod: 'Method Not Allowed',
};

/** A field FastAPI's validation turns down with 422. */
export function invalidField(type: string, name: string, message: string, input: Json): Refusal {
	const problem: JsonObject = { type, loc: ['body', name], msg: message, input };
	return new Refusal('invalid', message, { problem });
}

export function missingField(name: string): Refusal {
	return invalidField('missing', name, 'Field required', null);
}

/** A text field that must match a pattern, when it is there. Throws Refusal. */
export function matching(fields: JsonObject, name: string, pattern: RegExp): string | undefined {
	const value = fields[name];
	if (value === undefined || value === null || value === '') return undefined;
	if (typeof value === 'string' && pattern.test(value)) return value;
	const { source } = pattern;
	const message = `String should match pattern '${source}'`;
	const { problem = {} } = invalidField('string_pattern_mismatch', name, message, value).details;
	throw new Refusal('invalid', message, { problem: { ...problem, ctx: { pattern: source } } });
}

/** A number field, also as form text, when it is there. Throws Refusal. */
export function integerIn(fields: JsonObject, name: string): number | undefined {
	const value = fields[name];
	if (value === undefined || value === null || value === '') return undefined;
	const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
	if (typeof number === 'number' && Number.isInteger(number)) return number;
	const message = 'Input should be a valid integer, unable to parse string as an integer';
	throw invalidField('int_parsing', name, message, value);
}

/** A prompt that is there and not empty. Throws Refusal. */
export function requiredPrompt(fields: JsonObject): string {
	const { prompt } = fields;
	if (prompt === undefined || prompt === null || prompt === '') throw missingField('prompt');
	if (typeof prompt === 'string') return prompt;
	throw invalidField('string_type', 'prompt', 'Input should be a valid string', prompt);
}
